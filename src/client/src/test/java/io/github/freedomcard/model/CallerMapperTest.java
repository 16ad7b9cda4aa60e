package io.github.freedomcard.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.freedomcard.testing.CallerMapper;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mappers of Jackson 2 as applications make them. The consumer for Jackson 3 checks the same. */
class CallerMapperTest {

  static List<Named<CallerMapper>> mappers() {
    return List.of(
        Named.of("plain", mapper(new ObjectMapper().registerModule(new JavaTimeModule()))),
        Named.of("modules", mapper(JsonMapper.builder().findAndAddModules().build())));
  }

  @ParameterizedTest
  @MethodSource("mappers")
  void read_ofARecordThatWasWritten_returnsTheSameRecord(CallerMapper mapper) throws Exception {
    mapper.checkRecords(new Random(13));
  }

  @ParameterizedTest
  @MethodSource("mappers")
  void read_ofAFieldWithTheNameOfAMethod_keepsIt(CallerMapper mapper) throws Exception {
    mapper.checkNamesOfMethods();
  }

  @ParameterizedTest
  @MethodSource("mappers")
  void read_ofCodesAsKeysAndValues_returnsTheSameCodes(CallerMapper mapper) throws Exception {
    mapper.checkCodes();
  }

  private static CallerMapper mapper(ObjectMapper mapper) {
    return new CallerMapper() {
      @Override
      public String write(Object value) throws IOException {
        return mapper.writeValueAsString(value);
      }

      @Override
      public Object read(String json, Type type) throws IOException {
        return mapper.readValue(json, mapper.constructType(type));
      }
    };
  }
}
