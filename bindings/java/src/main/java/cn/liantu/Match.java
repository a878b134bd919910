package cn.liantu;

import java.util.Optional;

/** 一家企业对应到的一个环节. One node that a firm was matched to, with the best of what speaks for it. */
public final class Match {
  private final long row;
  private final String firm;
  private final String creditCode;
  private final String chain;
  private final String node;
  private final double confidence;
  private final boolean verified;
  private final String rule;
  private final String term;
  private final String text;

  Match(long row, String firm, String creditCode, String chain, String node, double confidence, boolean verified, String rule,
      String term, String text) {
    this.row = row;
    this.firm = firm;
    this.creditCode = creditCode;
    this.chain = chain;
    this.node = node;
    this.confidence = confidence;
    this.verified = verified;
    this.rule = rule;
    this.term = term;
    this.text = text;
  }

  /**
   * 第几行. The row of the table; the headers are row 1, so that the first firm is in row 2.
   *
   * @return from 2
   */
  public long row() {
    return row;
  }

  /**
   * 企业名称. The firm's name.
   *
   * @return as the table has it
   */
  public String firm() {
    return firm;
  }

  /**
   * 统一社会信用代码. The credit code.
   *
   * @return empty where there is none that holds
   */
  public Optional<String> creditCode() {
    return Optional.ofNullable(creditCode);
  }

  /**
   * 产业链. The id of the chain.
   *
   * @return such as {@code quartz}
   */
  public String chain() {
    return chain;
  }

  /**
   * 环节. The id of the node in its chain.
   *
   * @return such as {@code crucible-pv}
   */
  public String node() {
    return node;
  }

  /**
   * 可信度. How sure it is.
   *
   * @return from 0 to 1
   */
  public double confidence() {
    return confidence;
  }

  /**
   * 已核实. Whether somebody has looked.
   *
   * @return false where it is only computed
   */
  public boolean verified() {
    return verified;
  }

  /**
   * 依据. The kind of the best evidence.
   *
   * @return a word, as {@code liantu match} prints it
   */
  public String rule() {
    return rule;
  }

  /**
   * 词. The term of the chain that was found.
   *
   * @return may be empty
   */
  public String term() {
    return term;
  }

  /**
   * 原文. The firm's own words.
   *
   * @return may be empty
   */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return row + " " + firm + " " + chain + ":" + node + " " + confidence;
  }
}
