#!/usr/bin/env python3
"""`liantu check`: what is told of good tables and of bad ones, and 县情表, the county file as a workbook, read as the same county in
JSON is.  check.py TOOL DATA"""
import json
import os
import subprocess
import sys
import tempfile

import tables

TOOL, DATA = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
SAMPLE = os.path.join(DATA, "samples/demo-county")
FAILED = []


def want(what, fine, found=""):
    if not fine:
        FAILED.append(what)
        print(f"FAILED: {what}: {str(found)[:800]}")


def liantu(*words):
    done = subprocess.run([TOOL, *words], capture_output=True, text=True, encoding="utf-8", timeout=60)
    return done.returncode, done.stdout, done.stderr


COUNTY = [
    ("县情", [["县情表"], ["项目", "内容"], ["县名", "云石县（虚构）"], ["英文名", "Yunshi County (made up)"], ["乡镇", "白岭镇、鹤坪镇"], ["采矿权", "有"], ["化工园区", "无"],
              ["港口", "（示例）有"], ["名单覆盖范围", ""]]),
    ("产业链", [["产业链", "定位", "链长", "牵头部门", "专班", "链主企业"], ["石英新材料", "主导", "甲", "", "", "虚构省云石县白岭石英矿业有限公司"],
                ["（示例）陶瓷", "主导产业链"], ["dairy", "特色产业链"]]),
    ("园区", [["园区", "具备条件", "可供土地（亩）", "可用资金（万元）"], ["云石县经济开发区", "取水许可；冷链", "1,200", "5000"]]),
    ("不引进", [["理由", "环节", "管控类别", "污染达到"], ["不上两高", "", "两高", ""], ["不要", "乳制品:*、石英新材料:高纯石英砂", "", "高"]]),
]
SAME = {
    "schema_version": 1, "name": "云石县（虚构）", "name_en": "Yunshi County (made up)", "townships": ["白岭镇", "鹤坪镇"],
    "sites": {"mining-right": True, "chemical-park": False},
    "chains": [{"id": "quartz", "standing": "lead", "chief": "甲", "anchors": ["虚构省云石县白岭石英矿业有限公司"]}, {"id": "dairy", "standing": "characteristic"}],
    "parks": [{"name": "云石县经济开发区", "offers": ["water-intake", "cold-chain"], "land_mu": 1200, "money_10k_yuan": 5000}],
    "refuses": [{"id": "row-2", "reason": "不上两高", "controls": ["two-high"]},
                {"id": "row-3", "reason": "不要", "nodes": ["dairy:*", "quartz:high-purity-sand"], "pollution": "high"}],
}


def put(folder, name, content):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode())
    return path


def told(folder):
    code, out, err = liantu("check", "--firms", f"{SAMPLE}/firms.csv", "--county", f"{SAMPLE}/county.json", "--candidates", f"{SAMPLE}/candidates.csv")
    want("the sample", (code, err) == (0, "") and out.endswith("可以计算\n"), (code, out, err))
    for word in ("数据等级 A", "个人信息列，不读入：法定代表人、电话", "缺 产品：", "本次不能做：", "9.19909E+17", "石英新材料", "38 行可用"):
        want(word, word in out, out)
    table = put(folder, "t.csv", "企业名称\n甲公司\n".encode())
    county = put(folder, "c.json", {"schema_version": 1, "name": "x", "chains": [{"id": "alchemy", "standing": "lead"}]})
    code, out, _ = liantu("check", "--lang", "en", "--firms", table, "--county", county)
    want("a bad county is told, and the table too", code == 3 and "alchemy" in out and "grade D" in out and out.endswith("to be mended first\n"), out)
    code, out, _ = liantu("check", "--format", "json", "--firms", put(folder, "e.csv", b""), "--contacts", put(folder, "k.csv", "甲\n".encode()))
    found = json.loads(out)
    want("every bad file is told", code == 3 and found["firms"]["problems"] and found["others"][0]["problems"], out)


def county(folder):
    firms = f"{SAMPLE}/firms.csv"
    targets = [liantu("targets", "--format", "json", "--firms", firms, "--county", path) for path in
               (put(folder, "c.xlsx", tables.workbook(*COUNTY)), put(folder, "same.json", SAME))]
    want("the workbook is the same county", targets[0][0] == 0 and targets[0][1] == targets[1][1], targets[0][2])
    bad = [("县情", [["项目", "内容"], ["县名", ""], ["港口", "也许"], ["人口", "5"]]), ("产业链", [["产业链", "定位"], ["炼金", "主导"], ["dairy", "一般"], ["乳制品", "主导"]]),
           ("园区", [["园区", "可供土地（亩）", "具备条件"], ["甲", "很多", "赌场"]]), ("不引进", [["理由", "环节"], ["不要", "石英新材料:没有的"], ["无", ""]])]
    code, _, err = liantu("targets", "--firms", firms, "--county", put(folder, "b.xlsx", tables.workbook(*bad)))
    for word in ("县名", "第 3 行 B 列: 是 \"也许\"", "是 \"人口\"", "是 \"炼金\"", "是 \"一般\"", "每条产业链一行", "是 \"很多\"", "是 \"赌场\"", "没有的"):
        want(f"told: {word}", code == 3 and word in err, err)
    code, _, err = liantu("targets", "--firms", firms, "--county", put(folder, "n.xlsx", tables.workbook(("Sheet1", [["甲"]]))))
    want("another workbook", code == 3 and "没有工作表 县情" in err, err)


def main():
    with tempfile.TemporaryDirectory() as folder:
        told(folder)
        county(folder)
    sys.exit(1 if FAILED else 0)


main()
