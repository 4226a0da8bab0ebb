package skein.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import skein.core.value.Json;
import skein.core.value.Value;

/// Whatever a client sends comes back as it was, though it stands in records meanwhile.
@Timeout(120)
final class VerbatimTest extends OneHub {
  /// Objects with something odd about them, in single quotes.
  private static final List<String> ODD =
      List.of(
          "{'type':'n','id':'plain','data':{'text':'x','list':[1,null,{'a':null}]}}",
          "{'type':'n','id':'no data'}",
          "{'type':'n','id':'empty','data':{}}",
          "{'type':'n','id':'null','data':null}",
          "{'type':'n','id':'text','data':'hello'}",
          "{'type':'n','id':'number','data':1.5}",
          "{'type':'n','id':'list','data':[{'a':1},2]}",
          "{'type':'n','id':'null key','data':{'a':null,'b':1}}",
          "{'type':'n','id':'null mark','data':{'a':{'$null':true},'b':{'$$null':1}}}",
          "{'type':'n','id':'none mark','data':{'a':{'$none':true}}}",
          "{'type':'n','id':'marked','data':{'$null':true}}",
          "{'type':'n','id':'system','data':{'_deleted':true,'_a':1,'~a':2,'~_a':3}}",
          "{'type':'n','id':'no key','data':{'':1,'a':null}}",
          "{'type':'n','id':'zero','data':{'a\\u0000b':1}}",
          "{'type':'n','id':'long key','data':{'" + "k".repeat(300) + "':1}}",
          "{'type':'_type','id':'_system','data':{'a':1}}",
          "{'type':'~t','id':'~i','data':{'a':1}}",
          "{'type':'_object','id':'a','data':{'_object.type':1}}",
          "{'type':'','id':'empty type','data':{}}",
          "{'type':'~','id':'empty type','data':{}}",
          "{'id':'no type','data':{}}",
          "{'type':5,'id':'odd type','data':{}}",
          "{'type':null,'id':'odd type','data':{}}",
          "{'type':'n','id':7,'data':{}}",
          "{'type':'n','id':'','data':{}}",
          "{'type':'n','id':null,'data':{}}",
          "{'type':'n','data':{'no':'id'}}",
          "{'nothing':'known'}",
          "{}",
          "{'type':'n','id':'" + "i".repeat(1024) + "','data':{}}",
          "{'type':'n','id':'" + "i".repeat(1025) + "','data':{}}",
          "{'type':'n','id':'é/ä b','data':{'ключ':'значение'}}",
          "{'type':'n','id':'members','deleted':false,'blob':null,'expires':'x','a':1}",
          "{'type':'n','id':'blob','blob':{'content_type':'a/b','href':'http://x/y'}}");

  @BeforeEach
  void deep() {
    ann = node.client("ann@example.com", "a/b/c");
  }

  private List<Value> objects(String query) {
    List<Value> objects = new ArrayList<>();
    if (ann.get(query).is(200).at("objects") instanceof Value.Array(List<Value> pairs)) {
      for (Value pair : pairs) {
        objects.add(pair instanceof Value.Array(List<Value> two) ? two.getLast() : pair);
      }
    }
    return objects;
  }

  private static String json(String quoted) {
    return quoted.replace("'", "\"");
  }

  private static Value value(String json) {
    return Json.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatIsOddComesBackAsItWas() {
    String counters = ann.counters("", json("[" + String.join(",", ODD) + "]"));
    assertThat(counters).startsWith("[1,2,3,").endsWith("," + ODD.size() + "]");
    assertThat(objects(""))
        .isEqualTo(ODD.stream().map(VerbatimTest::json).map(VerbatimTest::value).toList());
  }

  @Test
  void oneObjectReplacesAnotherWhole() {
    for (String data : List.of("{\"a\":1,\"b\":null}", "[1]", "{\"c\":{\"$null\":true}}", "null")) {
      ann.post("since=1000", "[{\"type\":\"n\",\"id\":\"a\",\"data\":%s}]".formatted(data)).is(200);
      assertThat(objects(""))
          .containsExactly(value("{\"type\":\"n\",\"id\":\"a\",\"data\":%s}".formatted(data)));
    }
    ann.post("since=1000", "[{\"type\":\"n\",\"id\":\"a\",\"more\":1}]").is(200);
    assertThat(objects("")).containsExactly(value("{\"type\":\"n\",\"id\":\"a\",\"more\":1}"));
  }

  @Test
  void eachObjectOfAPostHasACounterOfItsOwnOneAfterTheOther() {
    String a = "{\"type\":\"n\",\"id\":\"a\",\"data\":{\"x\":1}}";
    String gone = "{\"type\":\"n\",\"id\":\"a\",\"deleted\":true}";
    String b = "{\"type\":\"n\",\"id\":\"b\",\"data\":{\"x\":1}}";
    List<List<String>> posts =
        List.of(
            List.of(a, b),
            List.of(b, a),
            List.of(a, a, b, a),
            List.of(gone, b, gone),
            List.of(gone, gone, b),
            List.of(b, gone, a),
            List.of("{\"type\":\"n\",\"id\":\"z\",\"deleted\":true}", gone, gone, a, b, b));
    for (List<String> post : posts) {
      String counters = ann.counters("since=1000", "[" + String.join(",", post) + "]");
      String[] numbers = counters.replaceAll("[\\[\\]]", "").split(",", -1);
      assertThat(numbers).hasSize(post.size());
      for (int i = 1; i < numbers.length; i++) {
        assertThat(Long.parseLong(numbers[i])).isEqualTo(Long.parseLong(numbers[i - 1]) + 1);
      }
      long last = Long.parseLong(numbers[numbers.length - 1]);
      assertThat(objects("since=" + last)).isEmpty();
      assertThat(objects("since=" + (last - 1))).containsExactly(value(post.getLast()));
    }
  }

  @Test
  void whatCannotBeReadIsRefusedWhole() {
    String good = "{\"type\":\"n\",\"id\":\"a\",\"data\":{}}";
    for (String bad :
        List.of("", "{}", "[1]", "[" + good, "[{\"a\":1,\"a\":2}]", "[" + good + ",7]")) {
      ann.post("", bad).is(400);
    }
    String deep = "[".repeat(61) + "]".repeat(61);
    ann.post("", "[" + good + ",{\"id\":\"b\",\"data\":{\"x\":" + deep + "}}]").is(422);
    String large = "x".repeat(300_000);
    ann.post("", "[" + good + ",{\"id\":\"b\",\"data\":{\"x\":\"" + large + "\"}}]").is(413);
    String wide = "{\"type\":\"n\",\"id\":\"a\",\"data\":{}},".repeat(10_000);
    ann.post("", "[" + wide + good + "]").is(413);
    assertThat(objects("")).isEmpty();
    assertThat(ann.get("").text()).isEqualTo("{\"objects\":[]}");
  }
}
