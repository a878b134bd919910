// What stands around the block of bindings/java/README.md that reads firms from a database.
import cn.liantu.*;
import java.nio.file.*;
import java.sql.*;

public class Jdbc {
  public static void main(String[] args) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Session session = Liantu.open(new SessionOptions().chain("quartz"))) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("create table firm (name text, scope text)");
        statement.execute("insert into firm values ('虚构石英砂有限公司', '石英砂加工、销售')");
      }
/* block */
      if (Files.size(Paths.get("lists.xlsx")) == 0) throw new IllegalStateException("lists.xlsx is empty");
    }
  }
}
