package cn.liantu.example;

import cn.liantu.Lang;
import cn.liantu.LiantuException;
import cn.liantu.Output;
import cn.liantu.PublishOptions;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class Endpoints {
  private static final Map<LiantuException.Code, HttpStatus> STATUS = Map.of(LiantuException.Code.MISUSE, HttpStatus.BAD_REQUEST,
      LiantuException.Code.BAD_INPUT, HttpStatus.UNPROCESSABLE_ENTITY);

  private final Firms firms;

  Endpoints(Firms firms) {
    this.firms = firms;
  }

  /** 可点击的图. */
  @GetMapping({"/", "/map.html"})
  ResponseEntity<byte[]> page() {
    return made(Output.MAP_HTML, new PublishOptions());
  }

  /** 一条链的图. */
  @GetMapping("/map.svg")
  ResponseEntity<byte[]> map(@RequestParam String chain) {
    return made(Output.MAP_SVG, new PublishOptions().chain(chain));
  }

  /** 招商目标. */
  @GetMapping(value = "/targets", produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] targets(@RequestParam(defaultValue = "ZH") Lang lang) {
    return firms.ask(study -> study.targets(lang)).getBytes(StandardCharsets.UTF_8);
  }

  /** 清单工作簿. */
  @GetMapping("/lists.xlsx")
  ResponseEntity<byte[]> lists() {
    return made(Output.LISTS_XLSX, new PublishOptions());
  }

  /** 企业变了：再读一次. */
  @PostMapping("/read")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void read() {
    firms.read();
  }

  @ExceptionHandler
  ResponseEntity<String> failed(LiantuException failed) {
    return ResponseEntity.status(STATUS.getOrDefault(failed.code(), HttpStatus.INTERNAL_SERVER_ERROR))
        .contentType(MediaType.APPLICATION_JSON).body(failed.json());
  }

  private ResponseEntity<byte[]> made(Output what, PublishOptions options) {
    byte[] bytes = firms.ask(study -> study.publish(what, options));
    ContentDisposition disposition =
        (what == Output.LISTS_XLSX ? ContentDisposition.attachment() : ContentDisposition.inline()).filename(what.id()).build();
    return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
        .contentType(MediaType.parseMediaType(what.mediaType())).body(bytes);
  }
}
