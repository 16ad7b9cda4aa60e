import io.github.freedomcard.testing.CallerMapper;
import java.lang.reflect.Type;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** An application's own mapper of Jackson 3, with its defaults. */
class Jackson3Test implements CallerMapper {

  private final JsonMapper mapper = JsonMapper.builder().build();

  @Override
  public String write(Object value) {
    return mapper.writeValueAsString(value);
  }

  @Override
  public Object read(String json, Type type) {
    return mapper.readValue(json, mapper.constructType(type));
  }

  @Test
  void read_ofARecordThatWasWritten_returnsTheSameRecord() throws Exception {
    checkRecords(new Random(13));
  }

  @Test
  void read_ofAFieldWithTheNameOfAMethod_keepsIt() throws Exception {
    checkNamesOfMethods();
  }

  @Test
  void read_ofCodesAsKeysAndValues_returnsTheSameCodes() throws Exception {
    checkCodes();
  }
}
