"""The files that the documents name, made of the made-up county of data/samples under these names."""
import csv
import os
import shutil
import subprocess
import zipfile
from xml.sax.saxutils import escape

COUNTY = "data/samples/demo-county"
COPIES = {
    "企业.csv": "firms.csv",
    "三月.csv": "firms.earlier.csv",
    "九月.csv": "firms.csv",
    "县情.json": "county.json",
    "外地企业.csv": "candidates.csv",
    "乡贤.csv": "contacts.csv",
    "项目.json": "projects/high-purity-sand.json",
    "门槛.json": "appraisal-policy.json",
    "项目表.csv": "ledger/projects.csv",
    "堵点表.csv": "ledger/obstacles.csv",
    "任务表.csv": "ledger/goals.csv",
    "活动表.csv": "ledger/visits.csv",
}


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def write_csv(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def write_xlsx(path, sheets):
    """A workbook of text cells: sheets = {name: rows}."""
    def column(n):
        return column(n // 26 - 1) + chr(65 + n % 26) if n >= 26 else chr(65 + n)

    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    package = "http://schemas.openxmlformats.org/package/2006/"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml."
        out.writestr("[Content_Types].xml", f'{head}<Types xmlns="{package}content-types"><Default Extension="rels" '
                     f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
                     f'ContentType="{kinds}sheet.main+xml"/>' + "".join(
                         f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kinds}worksheet+xml"/>' for n in range(1, len(sheets) + 1))
                     + "</Types>")
        out.writestr("_rels/.rels", f'{head}<Relationships xmlns="{package}relationships"><Relationship Id="r1" '
                     f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        out.writestr("xl/workbook.xml", f'{head}<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>' + "".join(
            f'<sheet name="{escape(name)}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, 1)) + "</sheets></workbook>")
        out.writestr("xl/_rels/workbook.xml.rels", f'{head}<Relationships xmlns="{package}relationships">' + "".join(
            f'<Relationship Id="r{n}" Type="{relations}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in range(1, len(sheets) + 1))
            + "</Relationships>")
        for n, rows in enumerate(sheets.values(), 1):
            body = "".join(f'<row r="{r}">' + "".join(
                f'<c r="{column(c)}{r}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>' for c, cell in enumerate(row) if cell)
                + "</row>" for r, row in enumerate(rows, 1))
            out.writestr(f"xl/worksheets/sheet{n}.xml", f'{head}<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>')



def make(folder, source, tool, environment):
    """All of them in a new folder."""
    os.makedirs(folder)
    county = os.path.join(source, COUNTY)
    for name, sample in COPIES.items():
        shutil.copy(os.path.join(county, sample), os.path.join(folder, name))
    firms = rows_of(os.path.join(county, "firms.csv"))
    write_xlsx(os.path.join(folder, "企业.xlsx"), {"企业": firms})
    # A table of several regions: the county's firms, and those of the table of candidates with what both tables have.
    outside = rows_of(os.path.join(county, "candidates.csv"))
    heads = ["企业名称", "统一社会信用代码", "所属省份", "所属城市", "所属区县", "企业规模", "是否规上", "经营范围", "主要产品"]
    other = {"所属省份": "省份", "所属城市": "城市", "所属区县": "区县"}
    rows = [heads]
    for table, names in ((firms, {}), (outside, other)):
        places = [table[0].index(names.get(head, head)) if names.get(head, head) in table[0] else None for head in heads]
        rows += [["" if place is None else row[place] for place in places] for row in table[1:]]
    write_csv(os.path.join(folder, "多地区.csv"), rows)
    # A firm that is not there yet, for `whatif --add`.
    write_csv(os.path.join(folder, "新企业.csv"), [["企业名称", "经营范围", "企业规模", "是否规上"],
                                               ["云石县试设高纯砂有限公司（虚构）", "高纯石英砂生产、销售", "中型", "是"]])
    # The county file as the office fills it in.
    write_xlsx(os.path.join(folder, "县情.xlsx"), {
        "县情": [["项目", "内容"], ["县名", "云石县（虚构）"], ["乡镇", "白岭镇、鹤坪镇、青垭镇、双溪口镇、牛背岭乡、九里乡"], ["采矿权", "有"],
               ["农用地", "有"], ["化工园区", "无"]],
        "产业链": [["产业链", "定位", "链长", "牵头部门", "专班", "链主企业"],
                ["石英新材料", "主导产业链", "虚构县领导甲", "云石县工业和信息化局（虚构）", "", "虚构省云石县白岭石英矿业有限公司"],
                ["乳制品", "特色产业链", "虚构县领导乙", "云石县农业农村局（虚构）", "", "虚构省云石县牧云乳业有限公司"]],
        "园区": [["园区", "具备条件", "可供土地（亩）", "可用能耗（吨标准煤/年）"], ["云石县经济开发区", "", "1200", "20000"]],
        "不引进": [["理由", "管控类别"], ["县里不再新上两高项目", "两高"]]})
    # A project as a row of a table.
    write_csv(os.path.join(folder, "项目.csv"), [
        ["项目编号", "项目名称", "所属环节", "总投资（万元）", "用地（亩）", "就业（人）", "年税收（万元）", "留成比例（%）", "污染情况"],
        ["yunshi-002", "低铁石英砂项目（虚构）", "quartz:low-iron-sand", "8000", "40", "60", "500", "40", "无"]])
    # Two results, for `diff`.
    for out, firms in (("上次", "三月.csv"), ("这次", "九月.csv")):
        subprocess.run([tool, "analyze", "--chain", "quartz", "--firms", firms, "--out", out, "--quiet"], cwd=folder, env=environment,
                       check=True, stdout=subprocess.DEVNULL)
