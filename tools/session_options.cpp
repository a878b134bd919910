// The options for inputs, as subcommands take them.
#include "session.hpp"

#include "liantu/analysis/region_coverage.hpp"
#include "liantu/date.hpp"

#include <utility>

namespace liantu::tool {

void add_policy_option(CLI::App& app, Options& options) {
  app.add_option("--policy", options.policy,
                 options.lang == Lang::zh ? "规则文件，覆盖自带规则" : "policy file, over the shipped one");
}

void add_options(CLI::App& app, Options& o, Takes most) {
  const bool zh = o.lang == Lang::zh;
  const auto say = [zh](const char* chinese, const char* english) { return std::string(zh ? chinese : english); };
  app.add_option("--chain", o.chains,
                 say("产业链 id 或文件，可多次；默认全部", "chain id or file, repeatable; all by default"));
  app.add_option("--chains-dir", o.chains_folder,
                 say("产业链文件夹，代替自带的", "folder of chains, instead of the shipped one"));
  add_policy_option(app, o);
  if (most == Takes::chains) return;
  add_table_options(app, o)->required();
  app.add_option("--scope", o.scope, say("名单覆盖范围，如 制造业,规上", "what the table covers, e.g. 制造业,规上"))
      ->delimiter(',');
  app.add_option("--threads", o.threads, say("线程数；默认全部", "threads; all by default"))
      ->check(CLI::Range(0, 1024));
  app.add_option("--county", o.county, say("县情文件", "county file"));
  app.add_option(
      "--above-scale", o.above_scale,
      say("规上企业名单：名称或信用代码，可多次", "lists of firms above scale: names or credit codes, repeatable"));
  app.add_option(
      "--anchors", o.anchors,
      say("链主企业名单：名称或信用代码，可多次", "lists of designated anchors: names or credit codes, repeatable"));
  app.add_option("--decisions", o.decisions,
                 say("核实结论表，可多次；结论优先于自动比对", "tables of decisions on matches, repeatable; they win"));
  app.add_option("--date", o.date,
                 say("日期，如 2026-09-30：印在成果上，依据和核实结论由此判断是否过期",
                     "date: printed on results; what is out of date is judged by it"))
      ->check(CLI::Validator(
          [](std::string& text) {
            return parse_date(text) ? std::string() : "2026-09-30 | 2026-09 | 2026, found " + text;
          },
          "DATE"));
  if (most == Takes::firms) return;
  app.add_option("--assets", o.assets,
                 say("家底表（基地、矿业权、景区、场馆、农用地等），可多次",
                     "tables of assets (bases, mining rights, scenic spots …), repeatable"))
      ->needs(app.get_option("--firms"));
  app.add_option("--profile", o.profile, say("动作口径，见 liantu policy", "profile of rules, see liantu policy"));
  app.add_option("--table-title", o.table_title,
                 say("企业表名称，印在成果上", "title of the table, printed on results"));
  app.add_option("--table-date", o.table_date, say("企业表日期，印在成果上", "date of the table, printed on results"));
  if (most == Takes::county) return;
  app.add_option("--candidates", o.candidates,
                 say("候选企业表（外地企业），可多次：列出目标企业清单",
                     "tables of firms from outside, repeatable: whom to go and see"))
      ->needs(app.get_option("--firms"));
  app.add_option("--reach", o.reach,
                 say("周边：更大的地区名，如所在市，可多次；其中不属本地的企业列为周边可配套",
                     "a wider region, e.g. the city, repeatable: its other firms are told as nearby supply"))
      ->needs(app.get_option("--region"));
  CLI::Option* table = app.add_option(
      "--regions-table", o.regions_table,
      say("多地区企业表：由此测算“产业相近可行”", "firms of many regions: feasibility is measured by it"));
  CLI::Option* home = add_home_options(app, o)->needs(table);
  table->needs(home);
}

CLI::Option* add_table_options(CLI::App& app, Options& o) {
  const bool zh = o.lang == Lang::zh;
  const auto say = [zh](const char* chinese, const char* english) { return std::string(zh ? chinese : english); };
  CLI::Option* firms = app.add_option("--firms", o.firms, say("企业表：CSV 或 XLSX", "table of firms: CSV or XLSX"));
  app.add_option("--column", o.columns,
                 say("指定列：字段=表头，如 name=单位名，可多次", "field=header, e.g. name=单位名, repeatable"));
  app.add_option("--keep-column", o.keep_columns, say("保留的列，可多次", "columns to keep, repeatable"));
  app.add_option("--encoding", o.encoding, say("编码；默认自动识别", "encoding; found out by default"));
  app.add_option("--sheet", o.sheet, say("工作表名", "sheet of a workbook"));
  app.add_option("--region", o.regions, say("本地：省市区县名，可多次", "what is local, repeatable"));
  return firms;
}

CLI::Option* add_home_options(CLI::App& app, Options& o) {
  const bool zh = o.lang == Lang::zh;
  std::vector<std::string> levels(EnumWords<RegionLevel>::names.begin(), EnumWords<RegionLevel>::names.end());
  app.add_option(
         "--level", o.region_level,
         zh ? "地区级别：province 省、city 市、county 区县；默认 county" : "level of regions; county by default")
      ->check(CLI::IsMember(std::move(levels)));
  return app.add_option("--home", o.home,
                        zh ? "本地：多地区表中的地区名，如 邗江区 或 江苏省/扬州市/邗江区"
                           : "home: a region of the table, e.g. 邗江区 or 江苏省/扬州市/邗江区");
}

}  // namespace liantu::tool
