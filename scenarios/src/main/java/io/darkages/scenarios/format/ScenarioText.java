package io.darkages.scenarios.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;

/** Reads the text of a scenario file, within its cap, and makes sure that it is text. */
final class ScenarioText {

    private ScenarioText() {}

    static String read(Source source, Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw source.bad(1, 1, "this is a directory", "name a scenario file in it");
            }
            if (!attributes.isRegularFile()) {
                throw source.bad(1, 1, "this is not a regular file", "name a scenario file");
            }
            if (attributes.size() > Limits.FILE_BYTES) {
                throw tooLarge(source, attributes.size());
            }
            try (InputStream in = Files.newInputStream(path)) {
                byte[] bytes = in.readNBytes(Limits.FILE_BYTES + 1);
                if (bytes.length > Limits.FILE_BYTES) {
                    throw tooLarge(source, bytes.length);
                }
                return decode(source, bytes);
            }
        } catch (NoSuchFileException e) {
            throw new BadScenarioException(source.file(), "there is no such file");
        } catch (IOException e) {
            String reason =
                    e.getClass().getSimpleName().replaceFirst("Exception$", "").toLowerCase(Locale.ROOT);
            throw source.bad(1, 1, "the file can't be read (" + reason + ")", "name a scenario file that you may read");
        }
    }

    private static BadScenarioException tooLarge(Source source, long bytes) {
        return source.bad(
                1,
                1,
                "the file has " + bytes + " bytes",
                "a scenario may have at most " + Limits.FILE_BYTES + " bytes");
    }

    /** UTF-8, a byte-order mark is skipped; broken encodings and control characters are refused where they are. */
    static String decode(Source source, byte[] bytes) {
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes), out, true);
        String text = out.flip().toString();
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        requireText(source, text);
        if (result.isError()) {
            throw notText(source, text, text.length(), "not UTF-8 from here on");
        }
        if (text.isBlank()) {
            throw source.bad(1, 1, "the file is empty", "begin with name: and a word");
        }
        return text;
    }

    private static void requireText(Source source, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean control = c < ' ' && c != '\n' && c != '\r' && c != '\t' || c >= 0x7F && c < 0xA0 && c != 0x85;
            if (control || c == '\uFEFF' || c == '\uFFFE' || c == '\uFFFF') {
                throw notText(source, text, i, String.format(Locale.ROOT, "character U+%04X is not text", (int) c));
            }
        }
    }

    private static BadScenarioException notText(Source source, String text, int index, String problem) {
        int lineStart = text.lastIndexOf('\n', index - 1) + 1;
        int line = 1
                + (int) text.substring(0, lineStart)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        int column = 1 + text.codePointCount(lineStart, index);
        return source.bad(line, column, problem, "write a text file in YAML, encoded as UTF-8");
    }
}
