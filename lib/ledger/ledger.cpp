#include "liantu/promotion/ledger.hpp"

#include "sqlite.hpp"

#include <filesystem>
#include <system_error>

namespace liantu {

namespace {

constexpr std::int64_t version = 1;
constexpr std::int64_t application = 0x4C544C47;  // "LTLG", in the header of the file

// Histories only grow: the triggers hold that against every program that writes the file.
constexpr const char* schema = R"sql(
CREATE TABLE project (id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, target TEXT NOT NULL, chain TEXT NOT NULL,
  park TEXT NOT NULL, township TEXT NOT NULL, leader TEXT NOT NULL, unit TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE event (project TEXT NOT NULL REFERENCES project, seq INTEGER NOT NULL, state TEXT NOT NULL,
  date TEXT NOT NULL, reason TEXT NOT NULL, back INTEGER NOT NULL, PRIMARY KEY (project, seq)) WITHOUT ROWID;
CREATE TABLE figures (project TEXT NOT NULL REFERENCES project, seq INTEGER NOT NULL, date TEXT NOT NULL, total REAL,
  planned REAL, arrived REAL, "foreign" REAL, PRIMARY KEY (project, seq)) WITHOUT ROWID;
CREATE TABLE obstacle (project TEXT NOT NULL REFERENCES project, seq INTEGER NOT NULL, kind TEXT NOT NULL,
  matter TEXT NOT NULL, department TEXT NOT NULL, promised TEXT NOT NULL, closed TEXT NOT NULL,
  PRIMARY KEY (project, seq)) WITHOUT ROWID;
CREATE TRIGGER event_kept BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'history is kept'); END;
CREATE TRIGGER event_stays BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'history is kept'); END;
CREATE TRIGGER figures_kept BEFORE UPDATE ON figures BEGIN SELECT RAISE(ABORT, 'history is kept'); END;
CREATE TRIGGER figures_stay BEFORE DELETE ON figures BEGIN SELECT RAISE(ABORT, 'history is kept'); END;
CREATE TRIGGER obstacle_kept BEFORE UPDATE ON obstacle BEGIN SELECT RAISE(ABORT, 'history is kept'); END;
CREATE TRIGGER obstacle_stays BEFORE DELETE ON obstacle BEGIN SELECT RAISE(ABORT, 'history is kept'); END;
)sql";

InputError no_ledger(const std::string& path, Text found, Text remedy = {}) {
  return InputError({path, "", std::move(found),
                     Text("liantu ledger init 建立的台账", "a ledger that liantu ledger init made"),
                     std::move(remedy)});
}

}  // namespace

class Ledger::Database {
 public:
  Database(std::string path, bool make) : m_path(std::move(path)) {
    sqlite3* opened = nullptr;
    const int code =
        sqlite3_open_v2(m_path.c_str(), &opened, SQLITE_OPEN_READWRITE | (make ? SQLITE_OPEN_CREATE : 0), nullptr);
    m_handle.reset(opened);
    if (code != SQLITE_OK) sqlite::fail(code, m_path, opened);
    sqlite3_extended_result_codes(opened, 1);
    sqlite3_busy_timeout(opened, 30000);
    // The file may come from anywhere: its schema must run nothing.
    sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    // A rollback journal keeps the ledger one file, also on a shared drive; EXTRA syncs the folder too.
    run("PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON;");
  }

  void create() {
    sqlite::Transaction transaction(handle(), m_path);
    if (pragma("SELECT count(*) FROM sqlite_schema") != 0) {
      throw InputError({m_path, "", Text("文件已在", "the file is there already"),
                        Text("新的文件名", "the name of a new file"),
                        Text("直接用它，或换一个名字", "using it as it is, or another name")});
    }
    run(schema);
    run(("PRAGMA application_id = " + std::to_string(application)).c_str());
    run(("PRAGMA user_version = " + std::to_string(version)).c_str());
    transaction.commit();
  }

  void check_version() {
    if (pragma("PRAGMA application_id") != application) throw no_ledger(m_path, Text("不是台账文件", "no ledger"));
    const std::int64_t found = pragma("PRAGMA user_version");
    if (found == version) return;
    const std::string number = std::to_string(found);
    throw no_ledger(m_path, Text("台账版本 " + number, "a ledger of version " + number),
                    Text("用更新的 liantu", "a newer liantu"));
  }

  Projects read() {
    run("BEGIN");  // one moment for all tables
    try {
      Projects out = read_all();
      run("COMMIT");
      return out;
    } catch (...) {
      sqlite3_exec(handle(), "ROLLBACK", nullptr, nullptr, nullptr);
      throw;
    }
  }

  LedgerChanges add(const LedgerRows& rows, const std::string& today, BadRows bad) {
    sqlite::Transaction transaction(handle(), m_path);
    const Projects before = read_all();
    Projects after = before;
    LedgerChanges out = merge(after, rows, today);
    if (!out.problems.empty() && bad == BadRows::refuse_all) return out;
    for (const std::string& id : out.ids) {
      const auto known = before.find(id);
      static const LedgerProject none;
      write(after.at(id), known == before.end() ? none : known->second);
    }
    transaction.commit();
    return out;
  }

 private:
  [[nodiscard]] sqlite3* handle() const { return m_handle.get(); }
  void run(const char* statements) { sqlite::run(handle(), statements, m_path); }
  std::int64_t pragma(std::string_view text) {
    sqlite::Statement statement(handle(), text, m_path);
    return statement.step() ? statement.integer(0) : 0;
  }

  template <Worded Enum>
  Enum word(const std::string& text) const {
    if (const auto value = from_string<Enum>(text)) return *value;
    throw no_ledger(m_path, Text("其中有不认识的词 " + text, "holds a word that is not known: " + text),
                    Text("用备份", "a backup"));
  }

  Projects read_all() {
    Projects out;
    sqlite::Statement facts(handle(), "SELECT id, name, target, chain, park, township, leader, unit FROM project",
                            m_path);
    while (facts.step()) {
      const ProjectFacts read{facts.text(0), facts.text(1), facts.text(2), facts.text(3),
                              facts.text(4), facts.text(5), facts.text(6), facts.text(7)};
      out[read.id].facts = read;
    }
    sqlite::Statement events(handle(), "SELECT project, state, date, reason, back FROM event ORDER BY project, seq",
                             m_path);
    while (events.step()) {
      out[events.text(0)].events.push_back(
          {word<ProjectState>(events.text(1)), events.text(2), events.text(3), events.integer(4) != 0});
    }
    sqlite::Statement figures(
        handle(), "SELECT project, date, total, planned, arrived, \"foreign\" FROM figures ORDER BY project, seq",
        m_path);
    while (figures.step()) {
      out[figures.text(0)].figures.push_back(
          {figures.text(1), figures.number(2), figures.number(3), figures.number(4), figures.number(5)});
    }
    sqlite::Statement obstacles(
        handle(), "SELECT project, kind, matter, department, promised, closed FROM obstacle ORDER BY project, seq",
        m_path);
    while (obstacles.step()) {
      out[obstacles.text(0)].obstacles.push_back({word<ObstacleKind>(obstacles.text(1)), obstacles.text(2),
                                                  obstacles.text(3), obstacles.text(4), obstacles.text(5)});
    }
    return out;
  }

  void write(const LedgerProject& now, const LedgerProject& before) {
    const ProjectFacts& f = now.facts;
    if (!(f == before.facts)) {
      sqlite::Statement facts(
          handle(),
          "INSERT INTO project VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = "
          "excluded.name, target = excluded.target, chain = excluded.chain, park = excluded.park, "
          "township = excluded.township, leader = excluded.leader, unit = excluded.unit",
          m_path);
      int at = 0;
      for (const std::string* text : {&f.id, &f.name, &f.target, &f.chain, &f.park, &f.township, &f.leader, &f.unit})
        facts.bind(++at, *text);
      facts.once();
    }
    sqlite::Statement events(handle(), "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)", m_path);
    for (std::size_t i = before.events.size(); i < now.events.size(); ++i) {
      const ProjectEvent& e = now.events[i];
      events.bind(1, f.id).bind(2, static_cast<std::int64_t>(i)).bind(3, to_string(e.state)).bind(4, e.date);
      events.bind(5, e.reason).bind(6, std::int64_t{e.back ? 1 : 0}).once();
    }
    sqlite::Statement figures(handle(), "INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?, ?)", m_path);
    for (std::size_t i = before.figures.size(); i < now.figures.size(); ++i) {
      const ProjectFigures& g = now.figures[i];
      figures.bind(1, f.id).bind(2, static_cast<std::int64_t>(i)).bind(3, g.date);
      figures.bind(4, g.total).bind(5, g.planned).bind(6, g.arrived).bind(7, g.foreign).once();
    }
    sqlite::Statement obstacles(handle(), "INSERT INTO obstacle VALUES (?, ?, ?, ?, ?, ?, ?)", m_path);
    for (std::size_t i = before.obstacles.size(); i < now.obstacles.size(); ++i) {
      const Obstacle& o = now.obstacles[i];
      obstacles.bind(1, f.id).bind(2, static_cast<std::int64_t>(i)).bind(3, to_string(o.kind)).bind(4, o.matter);
      obstacles.bind(5, o.department).bind(6, o.promised).bind(7, o.closed).once();
    }
  }

  std::string m_path;
  sqlite::Handle m_handle;
};

Ledger::Ledger(std::unique_ptr<Database> database) : m_database(std::move(database)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Ledger Ledger::create(const std::string& path) {
  auto database = std::make_unique<Database>(path, true);
  database->create();
  return Ledger(std::move(database));
}

Ledger Ledger::open(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    throw no_ledger(path, Text("没有这个文件", "no such file"),
                    Text("liantu ledger init --ledger " + path, "liantu ledger init --ledger " + path));
  }
  auto database = std::make_unique<Database>(path, false);
  database->check_version();
  return Ledger(std::move(database));
}

Projects Ledger::read() { return m_database->read(); }

LedgerChanges Ledger::add(const LedgerRows& rows, const std::string& today, BadRows bad) {
  return m_database->add(rows, today, bad);
}

}  // namespace liantu
