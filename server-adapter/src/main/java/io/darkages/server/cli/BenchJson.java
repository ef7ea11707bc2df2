package io.darkages.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkages.server.bench.BenchFigure;
import java.util.List;

/**
 * Measured figures for programs. An object with {@code machine} and {@code figures}, each of which has
 * {@code section}, {@code name}, {@code measured}, {@code unit}, {@code bound}, {@code target},
 * {@code reached} and {@code detail}; the three before the last are null where there is no target.
 */
final class BenchJson {

    private BenchJson() {}

    static String of(List<BenchFigure> figures, String machine) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode().put("machine", machine);
        ArrayNode list = root.putArray("figures");
        for (BenchFigure figure : figures) {
            ObjectNode node = list.addObject()
                    .put("section", figure.section().title())
                    .put("name", figure.name())
                    .put("measured", figure.measured())
                    .put("unit", figure.unit().title());
            figure.target()
                    .ifPresentOrElse(
                            target -> node.put("bound", target.bound().title()).put("target", target.value()),
                            () -> node.putNull("bound").putNull("target"));
            figure.reached().ifPresentOrElse(reached -> node.put("reached", reached), () -> node.putNull("reached"));
            node.put("detail", figure.detail());
        }
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
        printer.indentArraysWith(indenter);
        try {
            return mapper.writer(printer).writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures can't be written as JSON", e);
        }
    }
}
