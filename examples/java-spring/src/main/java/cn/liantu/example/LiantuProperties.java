package cn.liantu.example;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * What application.properties says under {@code liantu}.
 *
 * @param library path of libliantu.so; else the environment's LIANTU_LIBRARY
 * @param data data folder; else the environment's LIANTU_DATA
 * @param chain ids of chains
 * @param county file of the county
 * @param date day of the study
 * @param query SQL whose column labels are headers
 */
@ConfigurationProperties("liantu")
record LiantuProperties(
    String library, String data, List<String> chain, String county, String date, @DefaultValue("classpath:firms.sql") Resource query) {}
