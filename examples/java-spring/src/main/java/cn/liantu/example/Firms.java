package cn.liantu.example;

import cn.liantu.Session;
import cn.liantu.Study;
import cn.liantu.StudyOptions;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The study of the firms that the database had when it was last read. */
@Service
class Firms {
  private final Session session;
  private final LiantuProperties properties;
  private final String query;
  private final JdbcTemplate database;
  private final TransactionTemplate transaction;
  private final ReadWriteLock lock = new ReentrantReadWriteLock(); // a study in use is not closed
  private Study study;

  Firms(Session session, LiantuProperties properties, DataSource source, PlatformTransactionManager transactions) throws IOException {
    this.session = session;
    this.properties = properties;
    query = properties.query().getContentAsString(StandardCharsets.UTF_8);
    database = new JdbcTemplate(source);
    database.setFetchSize(4096); // PostgreSQL holds to it within a transaction alone
    transaction = new TransactionTemplate(transactions);
    transaction.setReadOnly(true);
  }

  <T> T ask(Function<Study, T> question) {
    lock.readLock().lock();
    try {
      if (study != null) return question.apply(study);
    } finally {
      lock.readLock().unlock();
    }
    read(false);
    return ask(question);
  }

  /** Reads the firms anew; requests meanwhile see those of before. */
  void read() {
    read(true);
  }

  private synchronized void read(boolean anew) {
    if (study != null && !anew) return;
    StudyOptions options = new StudyOptions().county(properties.county()).date(properties.date());
    ResultSetExtractor<Study> extractor = rows -> session.study(rows, options);
    put(transaction.execute(status -> database.query(query, extractor)));
  }

  private void put(Study next) {
    lock.writeLock().lock();
    try {
      if (study != null) study.close();
      study = next;
    } finally {
      lock.writeLock().unlock();
    }
  }

  @PreDestroy
  void close() {
    put(null);
  }
}
