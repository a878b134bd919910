package cn.liantu;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.List;

/** The conformance suite: prints the bytes that bindings/conformance/driver.c prints. */
final class ConformanceDriver {
  private final OutputStream out;
  private Session session;
  private Study study;

  private ConformanceDriver(OutputStream out) {
    this.out = out;
  }

  public static void main(String[] words) throws IOException {
    if (words.length != 1) {
      System.err.println("usage: ConformanceDriver CASES");
      System.exit(2);
    }
    try (OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))) {
      new ConformanceDriver(out).run(Files.readAllLines(Paths.get(words[0]), StandardCharsets.UTF_8));
    }
  }

  private void run(List<String> lines) throws IOException {
    int number = 0;
    for (String line : lines) {
      ++number;
      if (line.isEmpty() || line.startsWith("#")) continue;
      String[] parts = line.split("\t", -1);
      try {
        show(number, 0, call(parts[0], parts[1], parts.length > 2 ? parts[2] : ""));
      } catch (LiantuException failed) {
        show(number, failed.code().number(), failed.json().getBytes(StandardCharsets.UTF_8));
      }
    }
    if (study != null) study.close();
    if (session != null) session.close();
  }

  private void show(int line, int code, byte[] bytes) throws IOException {
    out.write(("> " + line + " " + code + " " + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
    out.write(bytes);
    out.write('\n');
  }

  private byte[] call(String call, String first, String second) {
    switch (call) {
      case "open":
        Session opened = Liantu.open(first);
        if (study != null) study.close();
        study = null;
        if (session != null) session.close();
        session = opened;
        return new byte[0];
      case "known":
        return utf8(session.known(first));
      case "match":
        return utf8(session.match(first));
      case "study":
        Study made = session.study(first, null);
        if (study != null) study.close();
        study = made;
        return new byte[0];
      case "json":
        return utf8(study.json(first, second));
      case "publish":
        return study.publish(first, second);
      default:
        throw new IllegalArgumentException("no call " + call);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
