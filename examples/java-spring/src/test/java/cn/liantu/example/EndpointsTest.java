package cn.liantu.example;

import static org.assertj.core.api.Assertions.assertThat;

import cn.liantu.Lang;
import cn.liantu.Session;
import cn.liantu.Study;
import cn.liantu.StudyOptions;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext // closed before the database is
@EnabledIf(value = "postgresIsThere", disabledReason = "no PostgreSQL in /usr/lib/postgresql")
class EndpointsTest {
  private static final Path SAMPLE = Path.of(System.getenv().getOrDefault("LIANTU_DATA", "../../data"), "samples/demo-county");
  private static final String DATE = "2026-09-30";

  private static Cluster cluster;

  @Autowired private TestRestTemplate http;
  @Autowired private Session session;

  static boolean postgresIsThere() {
    boolean there = Cluster.binaries().isPresent();
    if (!there) System.out.println("没有 PostgreSQL（Debian 包 postgresql），跳过 · skipped: no PostgreSQL (Debian package postgresql)");
    return there;
  }

  @DynamicPropertySource
  static void start(DynamicPropertyRegistry registry) throws IOException, SQLException {
    cluster = new Cluster();
    fill();
    registry.add("spring.datasource.url", cluster::url);
    registry.add("liantu.chain", () -> "quartz");
    registry.add("liantu.date", () -> DATE);
  }

  @AfterAll
  static void stop() throws IOException {
    cluster.close();
  }

  /** The sample, of text as the CSV has it, into the types of the table. */
  private static void fill() throws IOException, SQLException {
    try (Connection connection = connect(); Statement statement = connection.createStatement();
        Reader csv = Files.newBufferedReader(SAMPLE.resolve("firms.csv"), StandardCharsets.UTF_8)) {
      statement.execute(new ClassPathResource("table.sql").getContentAsString(StandardCharsets.UTF_8));
      statement.execute("create table csv (n int generated always as identity, name text, status text, person text, capital text, paid_in text, founded text, credit_code text, "
          + "province text, city text, county text, phone text, section_name text, division_name text, group_name text, class_name text, "
          + "size text, insured text, above_scale text, scope text, little_giant text, output text, tax text, purchases text, "
          + "local_purchases text, power text)");
      connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy csv (name, status, person, capital, paid_in, founded, credit_code, province, "
          + "city, county, phone, section_name, division_name, group_name, class_name, size, insured, above_scale, scope, little_giant, "
          + "output, tax, purchases, local_purchases, power) from stdin (format csv, header, null '')", csv);
      statement.execute("insert into firm (name, status, capital, paid_in, founded, credit_code, province, city, county, section_name, "
          + "division_name, group_name, class_name, size, insured, above_scale, scope, little_giant, output, tax, purchases, "
          + "local_purchases, power) select name, status, capital, paid_in, founded::date, credit_code, province, city, county, "
          + "section_name, division_name, group_name, class_name, size, nullif(insured, '-')::integer, above_scale = '是', scope, "
          + "little_giant, output::numeric, tax::numeric, purchases::numeric, local_purchases::numeric, power::numeric from csv order by n");
    }
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(cluster.url(), "county", "");
  }

  @Test
  void targetsAreThoseOfTheSameFirmsInAFile() {
    try (Study byFile = session.study(new StudyOptions().firms(SAMPLE.resolve("firms.csv").toString()).date(DATE))) {
      ResponseEntity<String> targets = http.getForEntity("/targets", String.class);
      assertThat(targets.getStatusCode()).isEqualTo(HttpStatus.OK);
      assertThat(targets.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_JSON);
      assertThat(targets.getBody()).isEqualTo(byFile.targets());
      assertThat(http.getForObject("/targets?lang=EN", String.class)).isEqualTo(byFile.targets(Lang.EN));
    }
  }

  @Test
  void theMapIsAPageWithFirms() {
    ResponseEntity<String> page = http.getForEntity("/map.html", String.class);
    assertThat(page.getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(page.getHeaders().getContentType().isCompatibleWith(MediaType.TEXT_HTML)).isTrue();
    assertThat(page.getBody()).startsWithIgnoringCase("<!doctype html").contains("虚构省云石县白岭石英矿业有限公司");
    assertThat(http.getForObject("/map.svg?chain=quartz", String.class)).contains("<svg");
  }

  @Test
  void listsAreAWorkbook() {
    ResponseEntity<byte[]> lists = http.getForEntity("/lists.xlsx", byte[].class);
    assertThat(lists.getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(lists.getHeaders().getContentDisposition().getFilename()).isEqualTo("lists.xlsx");
    assertThat(Arrays.copyOf(lists.getBody(), 2)).isEqualTo("PK".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void whatIsWrongIsToldAsData() {
    ResponseEntity<String> failed = http.getForEntity("/map.svg?chain=none", String.class);
    assertThat(failed.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(failed.getBody()).contains("\"problems\"").contains("quartz");
  }

  @Test
  void firmsThatChangeAreReadAgainWhileOthersLook() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> looks = new ArrayList<>();
      for (int i = 0; i < 24; ++i) {
        String path = i % 2 == 0 ? "/targets" : "/map.svg?chain=quartz";
        looks.add(pool.submit(() -> assertThat(http.getForEntity(path, String.class).getStatusCode()).isEqualTo(HttpStatus.OK)));
      }
      for (int i = 0; i < 3; ++i)
        assertThat(http.postForEntity("/read", null, Void.class).getStatusCode()).isEqualTo(HttpStatus.NO_CONTENT);
      for (Future<?> look : looks) look.get();
    } finally {
      pool.shutdownNow();
    }
    String name = "虚构省云石县新来石英坩埚有限公司";
    assertThat(http.getForObject("/map.html", String.class)).doesNotContain(name);
    try (Connection connection = connect(); Statement statement = connection.createStatement()) {
      statement.execute("insert into firm (name, status, scope) values ('" + name + "', '存续', '石英坩埚生产')");
      assertThat(http.getForObject("/map.html", String.class)).as("not read again yet").doesNotContain(name);
      http.postForEntity("/read", null, Void.class);
      assertThat(http.getForObject("/map.html", String.class)).contains(name);
      statement.execute("delete from firm where name = '" + name + "'");
    }
    http.postForEntity("/read", null, Void.class);
  }
}
