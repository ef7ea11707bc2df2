package io.darkages.reports.result;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/**
 * {@link RunResult} as JSON text and back. Doubles are written by Jackson's own writer (Schubfach):
 * {@code Double.toString} changed its digits in JDK 19, and results must not depend on the JVM.
 */
public final class ResultJson {

    private static final JsonMapper MAPPER = JsonMapper.builder(new JsonFactoryBuilder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .addModule(new SimpleModule("optional-double")
                    .addSerializer(OptionalDouble.class, new OptionalDoubleWriter())
                    .addDeserializer(OptionalDouble.class, new OptionalDoubleReader()))
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, text -> text.setCoercion(
                            CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private ResultJson() {}

    /** The text of {@code result.json}, with a line end; {@code --json} prints the same. */
    public static String write(RunResult result) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try {
            return MAPPER.writer(printer).writeValueAsString(result) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("result of " + result.scenario() + " can't be written as JSON", e);
        }
    }

    /** The same without white space, for embedding. */
    public static String writeCompact(RunResult result) {
        try {
            return MAPPER.writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("result of " + result.scenario() + " can't be written as JSON", e);
        }
    }

    /**
     * Reads {@code result.json}.
     *
     * @param source what to call the text in errors, such as the file's path
     * @throws ResultFormatException when it is not JSON, of another format version, or not as the schema says
     */
    public static RunResult read(byte[] utf8, String source) throws ResultFormatException {
        String text = new String(utf8, StandardCharsets.UTF_8);
        try {
            JsonNode format = MAPPER.readTree(text).path("format");
            if (!format.isInt()) {
                throw new ResultFormatException(source + ":1:1: has no number \"format\": it is not a result");
            }
            if (format.intValue() != RunResult.FORMAT) {
                throw new ResultFormatException(source + ":1:1: is of result format " + format.intValue()
                        + ", this version reads format " + RunResult.FORMAT);
            }
            return MAPPER.readValue(text, RunResult.class);
        } catch (JsonProcessingException e) {
            throw new ResultFormatException(source + position(e) + ": " + reason(e), e);
        }
    }

    private static String position(JsonProcessingException e) {
        return e.getLocation() == null
                ? ":1:1"
                : ":" + Math.max(1, e.getLocation().getLineNr()) + ":"
                        + Math.max(1, e.getLocation().getColumnNr());
    }

    private static String reason(JsonProcessingException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root instanceof JsonProcessingException json ? json.getOriginalMessage() : root.getMessage();
        return message == null ? "a value is null that must not be" : message.lines().findFirst().orElse("can't be read");
    }

    private static final class OptionalDoubleWriter extends StdSerializer<OptionalDouble> {
        private static final long serialVersionUID = 1;

        OptionalDoubleWriter() {
            super(OptionalDouble.class);
        }

        @Override
        public void serialize(OptionalDouble value, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            if (value.isPresent()) {
                out.writeNumber(value.getAsDouble());
            } else {
                out.writeNull();
            }
        }
    }

    private static final class OptionalDoubleReader extends StdDeserializer<OptionalDouble> {
        private static final long serialVersionUID = 1;

        OptionalDoubleReader() {
            super(OptionalDouble.class);
        }

        @Override
        public OptionalDouble deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return OptionalDouble.of(_parseDoublePrimitive(in, context));
        }

        @Override
        public OptionalDouble getNullValue(DeserializationContext context) {
            return OptionalDouble.empty();
        }
    }
}
