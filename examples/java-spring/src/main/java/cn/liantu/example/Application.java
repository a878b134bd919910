package cn.liantu.example;

import cn.liantu.Liantu;
import cn.liantu.Session;
import cn.liantu.SessionOptions;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** 链图服务：企业在 PostgreSQL 里，图与目标清单在网上. Firms from PostgreSQL, their map and targets over HTTP. */
@SpringBootApplication
@EnableConfigurationProperties(LiantuProperties.class)
public class Application {
  public static void main(String[] arguments) {
    SpringApplication.run(Application.class, arguments);
  }

  /** One for all requests; Spring closes it. */
  @Bean
  Session session(LiantuProperties properties) {
    if (properties.library() != null) System.setProperty("liantu.library", properties.library());
    return Liantu.open(new SessionOptions().data(properties.data()).chain(properties.chain().toArray(String[]::new)));
  }
}
