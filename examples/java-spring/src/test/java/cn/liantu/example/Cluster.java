package cn.liantu.example;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A throw-away PostgreSQL, of the binaries that Debian installs. It does not run as root: then it is the user postgres. */
final class Cluster implements AutoCloseable {
  private final Path binaries;
  private final String folder;
  private final int port;

  Cluster() throws IOException {
    binaries = binaries().orElseThrow();
    folder = run("mktemp", "-d", "/tmp/liantu-postgres-XXXXXX").strip();
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    run(binaries.resolve("initdb").toString(), "-D", folder + "/data", "-U", "county", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
    run(binaries.resolve("pg_ctl").toString(), "-D", folder + "/data", "-l", folder + "/log", "-w", "-o",
        "-p " + port + " -h 127.0.0.1 -k " + folder, "start");
  }

  static Optional<Path> binaries() {
    Path versions = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(versions)) return Optional.empty();
    try (Stream<Path> all = Files.list(versions)) {
      return all.map(version -> version.resolve("bin")).filter(bin -> Files.isExecutable(bin.resolve("initdb"))).max(Comparator.naturalOrder());
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  @Override
  public void close() throws IOException {
    run(binaries.resolve("pg_ctl").toString(), "-D", folder + "/data", "-m", "immediate", "-w", "stop");
    run("rm", "-r", folder);
  }

  private static String run(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) command.addAll(List.of("runuser", "-u", "postgres", "--"));
    command.addAll(List.of(words));
    Path said = Files.createTempFile("liantu", ".log"); // a pipe would stay open in the server
    try {
      int code = new ProcessBuilder(command).directory(Path.of("/tmp").toFile()).redirectErrorStream(true).redirectOutput(said.toFile())
          .start().waitFor();
      String text = Files.readString(said, StandardCharsets.UTF_8);
      if (code != 0) throw new IOException(String.join(" ", command) + ": exit " + code + "\n" + text);
      return text;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException(stop);
    } finally {
      Files.delete(said);
    }
  }
}
