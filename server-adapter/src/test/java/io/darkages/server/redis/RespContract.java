package io.darkages.server.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What Redis 7.0 replies, byte by byte, to the commands that the simulated node knows. The replies stand here once;
 * the real server is asked too, so that none of them is made up.
 */
abstract class RespContract {

    private static final String SAVE = "77b13368d53d2d305483316410f9bbd2cea8f1d3";
    private static final String DELETE = "ba0ff3d51734181d0a1609605b6d26cb0a282306";
    private static final String WRONG_TYPE = "-WRONGTYPE Operation against a key holding the wrong kind of value\r\n";
    private static final String OUT_OF_MEMORY = "-OOM command not allowed when used memory > 'maxmemory'.";
    private static final String READ_ONLY = "-READONLY You can't write against a read only replica.";

    private RedisBench bench;

    /** A server that is empty, and has the scripts. */
    abstract RedisBench open();

    @BeforeEach
    void begin() {
        bench = open();
        for (int i = 0; i < 2_000 && !bench.isConnected(); i++) {
            bench.pass(5 * RedisBench.MILLI);
        }
        assertTrue(bench.isConnected());
    }

    @AfterEach
    void end() {
        if (bench != null) {
            bench.close();
        }
    }

    /** @param said the command's words, with blanks between them */
    private void assertReply(String reply, String said) {
        assertEquals(reply, bench.ask(said.split(" ", -1)), said);
    }

    /** A set's members, in whatever order. */
    private void assertMembers(List<String> members, String said) {
        List<String> lines = Arrays.asList(bench.ask(said.split(" ", -1)).split("\r\n"));
        assertEquals("*" + members.size(), lines.get(0));
        assertEquals(
                members,
                lines.stream()
                        .skip(1)
                        .filter(line -> !line.startsWith("$"))
                        .sorted()
                        .toList());
    }

    @Test
    void strings() {
        assertReply("$-1\r\n", "GET a");
        assertReply("+OK\r\n", "SET a 1");
        assertReply("$1\r\n1\r\n", "get a");
        assertReply("+OK\r\n", "SET a ");
        assertReply("$0\r\n\r\n", "GET a");
        assertReply("$-1\r\n", "SET a 2 NX");
        assertReply("+OK\r\n", "SET a 2 XX");
        assertReply("$-1\r\n", "SET b 2 XX");
        assertReply("*3\r\n$1\r\n2\r\n$-1\r\n$1\r\n2\r\n", "MGET a b a");
        assertReply(":1\r\n", "EXISTS a b");
        assertReply(":2\r\n", "EXISTS a a");
        assertReply("+string\r\n", "TYPE a");
        assertReply("+none\r\n", "TYPE b");
        assertReply(":1\r\n", "DBSIZE");
        assertReply(":1\r\n", "DEL a b");
        assertReply(":0\r\n", "DEL a");
        assertReply("-ERR syntax error\r\n", "SET a 1 PX");
        assertReply("-ERR syntax error\r\n", "SET a 1 NX XX");
        assertReply("-ERR syntax error\r\n", "SET a 1 FOR 5");
        assertReply("-ERR value is not an integer or out of range\r\n", "SET a 1 PX soon");
        assertReply("-ERR invalid expire time in 'set' command\r\n", "SET a 1 PX 0");
        assertReply("-ERR wrong number of arguments for 'get' command\r\n", "GET");
        assertReply("-ERR wrong number of arguments for 'set' command\r\n", "SET a");
        assertReply("-ERR unknown command 'NONSENSE', with args beginning with: 'a' 'b' \r\n", "NONSENSE a b");
        assertReply("$3\r\nabc\r\n", "ECHO abc");
        assertReply("+PONG\r\n", "PING");
    }

    @Test
    void expiry() {
        assertReply(":-2\r\n", "PTTL a");
        assertReply("+OK\r\n", "SET a 1");
        assertReply(":-1\r\n", "PTTL a");
        assertReply(":0\r\n", "PEXPIRE b 100");
        assertReply(":1\r\n", "PEXPIRE a 60000");
        assertTrue(bench.ask("PTTL", "a").matches(":(60000|[45]\\d{4})\r\n"));
        assertReply("+OK\r\n", "SET a 2");
        assertReply(":-1\r\n", "PTTL a");
        assertReply("+OK\r\n", "SET a 2 EX 60");
        assertTrue(bench.ask("PTTL", "a").matches(":(60000|5\\d{4})\r\n"));
        assertReply(":1\r\n", "PEXPIRE a -1");
        assertReply("$-1\r\n", "GET a");
        assertReply("+OK\r\n", "SET a 1 PX 30");
        assertReply(":1\r\n", "SADD s x");
        assertReply(":1\r\n", "PEXPIRE s 30");
        bench.pass(200 * RedisBench.MILLI);
        assertReply("$-1\r\n", "GET a");
        assertReply(":0\r\n", "EXISTS a s");
        assertReply("*0\r\n", "SMEMBERS s");
        assertReply("+OK\r\n", "SET a 1 PXAT 5");
        assertReply("$-1\r\n", "GET a");
        assertReply(":0\r\n", "DBSIZE");
    }

    @Test
    void hashes() {
        assertReply(":2\r\n", "HSET h a 1 b 2");
        assertReply(":1\r\n", "HSET h b 3 c 4");
        assertReply("$1\r\n3\r\n", "HGET h b");
        assertReply("$-1\r\n", "HGET h z");
        assertReply("$-1\r\n", "HGET none z");
        assertReply("*3\r\n$1\r\n1\r\n$-1\r\n$1\r\n4\r\n", "HMGET h a z c");
        assertReply("*2\r\n$-1\r\n$-1\r\n", "HMGET none a b");
        assertReply("*6\r\n$1\r\na\r\n$1\r\n1\r\n$1\r\nb\r\n$1\r\n3\r\n$1\r\nc\r\n$1\r\n4\r\n", "HGETALL h");
        assertReply("*0\r\n", "HGETALL none");
        assertReply("+hash\r\n", "TYPE h");
        assertReply(":2\r\n", "HDEL h a b z");
        assertReply(":1\r\n", "HDEL h c");
        assertReply(":0\r\n", "EXISTS h");
        assertReply("-ERR wrong number of arguments for 'hset' command\r\n", "HSET h a 1 b");
    }

    @Test
    void sets() {
        assertReply(":2\r\n", "SADD s x y x");
        assertReply(":0\r\n", "SADD s x");
        assertReply(":2\r\n", "SCARD s");
        assertReply(":1\r\n", "SISMEMBER s y");
        assertReply(":0\r\n", "SISMEMBER s z");
        assertMembers(List.of("x", "y"), "SMEMBERS s");
        assertReply("*0\r\n", "SMEMBERS none");
        assertReply(":1\r\n", "SREM s x z");
        assertReply(":1\r\n", "SREM s y");
        assertReply("+none\r\n", "TYPE s");
        assertReply(":0\r\n", "SREM s y");
    }

    @Test
    void otherKindsOfValues() {
        assertReply("+OK\r\n", "SET a 1");
        assertReply(":1\r\n", "SADD s x");
        assertReply(":1\r\n", "HSET h a 1");
        for (String said : List.of(
                "GET s",
                "GET h",
                "SADD a x",
                "SREM h x",
                "SMEMBERS a",
                "SCARD h",
                "HGET a x",
                "HSET s a 1",
                "HMGET a x",
                "HDEL s x",
                "HGETALL a",
                "SISMEMBER h x")) {
            assertReply(WRONG_TYPE, said);
        }
        assertReply("*3\r\n$1\r\n1\r\n$-1\r\n$-1\r\n", "MGET a s h");
        assertReply("+OK\r\n", "SET s 2");
        assertReply("$1\r\n2\r\n", "GET s");
    }

    @Test
    void scripts() {
        assertReply("*3\r\n:1\r\n:1\r\n:0\r\n", "SCRIPT EXISTS " + SAVE + " " + DELETE + " " + "0".repeat(40));
        assertReply(":0\r\n", "EVALSHA " + SAVE + " 1 p 5 7 60000 abc");
        assertReply(":-1\r\n", "EVALSHA " + SAVE + " 1 p 5 6 60000 abc");
        assertReply(":-1\r\n", "EVALSHA " + SAVE + " 1 p 4 9 60000 abc");
        assertReply(":5\r\n", "evalsha " + SAVE.toUpperCase(Locale.ROOT) + " 1 p 6 0 60000 def");
        assertReply("*3\r\n$1\r\n6\r\n$1\r\n0\r\n$3\r\ndef\r\n", "HMGET p epoch version record");
        assertTrue(bench.ask("PTTL", "p").matches(":(60000|[45]\\d{4})\r\n"));
        assertReply(":-1\r\n", "EVALSHA " + DELETE + " 1 p 5 60000 99");
        assertReply(":1\r\n", "EVALSHA " + DELETE + " 1 p 6 60000 99");
        assertReply("*3\r\n$1\r\n6\r\n$2\r\n99\r\n$-1\r\n", "HMGET p epoch version record");
        assertTrue(bench.ask("PTTL", "p").matches(":(60000|[45]\\d{4})\r\n"));
        assertReply(":-1\r\n", "EVALSHA " + SAVE + " 1 p 6 98 60000 late");
        assertReply(":0\r\n", "EVALSHA " + DELETE + " 1 p 6 60000 99");
        assertReply("-ERR Number of keys can't be greater than number of args\r\n", "EVALSHA " + SAVE + " 9 p 5 7");
        assertReply("+OK\r\n", "SET p text");
        String wrongType = WRONG_TYPE.strip() + " script: ";
        assertReply(wrongType + SAVE + ", on @user_script:3.\r\n", "EVALSHA " + SAVE + " 1 p 5 7 60000 abc");
        assertReply(wrongType + DELETE + ", on @user_script:3.\r\n", "EVALSHA " + DELETE + " 1 p 5 60000 99");
        assertReply("+OK\r\n", "SCRIPT FLUSH");
        assertReply("-NOSCRIPT No matching script. Please use EVAL.\r\n", "EVALSHA " + SAVE + " 1 p 5 7 60000 abc");
        assertReply("*1\r\n:0\r\n", "SCRIPT EXISTS " + SAVE);
    }

    @Test
    void messages() {
        assertReply(":0\r\n", "PUBLISH news hello");
        assertReply("*3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n", "SUBSCRIBE news");
        assertReply(
                "*3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:2\r\n*3\r\n$9\r\nsubscribe\r\n$1\r\nb\r\n:3\r\n",
                "SUBSCRIBE a b");
        assertReply(
                "-ERR Can't execute 'get': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in"
                        + " this context\r\n",
                "GET a");
        assertReply("*2\r\n$4\r\npong\r\n$0\r\n\r\n", "PING");
        assertReply("*3\r\n$11\r\nunsubscribe\r\n$1\r\na\r\n:2\r\n", "UNSUBSCRIBE a");
        assertReply("*3\r\n$11\r\nunsubscribe\r\n$1\r\nz\r\n:2\r\n", "UNSUBSCRIBE z");
        assertReply("*3\r\n$11\r\nunsubscribe\r\n$1\r\nb\r\n:1\r\n", "UNSUBSCRIBE b");
        assertReply("*3\r\n$11\r\nunsubscribe\r\n$4\r\nnews\r\n:0\r\n", "UNSUBSCRIBE");
        assertReply("*3\r\n$11\r\nunsubscribe\r\n$-1\r\n:0\r\n", "UNSUBSCRIBE");
        assertReply("+PONG\r\n", "PING");
    }

    @Test
    void noMemory() {
        assertReply("+OK\r\n", "SET a 1");
        assertReply(":0\r\n", "EVALSHA " + SAVE + " 1 p 5 7 60000 abc");
        assertReply("+OK\r\n", "CONFIG SET maxmemory 1");
        assertReply(OUT_OF_MEMORY + "\r\n", "SET b 1");
        assertReply(OUT_OF_MEMORY + "\r\n", "SADD s 1");
        assertReply(OUT_OF_MEMORY + "\r\n", "HSET h a 1");
        assertReply(
                OUT_OF_MEMORY + " script: " + SAVE + ", on @user_script:9.\r\n",
                "EVALSHA " + SAVE + " 1 p 6 7 60000 abc");
        assertReply(":-1\r\n", "EVALSHA " + SAVE + " 1 p 4 7 60000 abc");
        assertReply("$1\r\n1\r\n", "GET a");
        assertReply(":1\r\n", "PEXPIRE a 60000");
        assertReply(":0\r\n", "PUBLISH news hello");
        assertReply(":1\r\n", "DEL a");
        assertReply(":1\r\n", "EVALSHA " + DELETE + " 1 p 5 60000 99");
        assertReply("+OK\r\n", "CONFIG SET maxmemory 0");
        assertReply("+OK\r\n", "SET b 1");
    }

    /** Of a primary that can't be reached: the replica has old data and no writes. */
    @Test
    void aReplicaReadsAndDoesNotWrite() {
        assertReply("*3\r\n$6\r\nmaster\r\n:0\r\n*0\r\n", "ROLE");
        assertReply("+OK\r\n", "SET a 1");
        assertReply(":0\r\n", "EVALSHA " + SAVE + " 1 p 5 7 60000 abc");
        assertReply("+OK\r\n", "REPLICAOF 127.0.0.1 1");
        assertReply("$1\r\n1\r\n", "GET a");
        assertReply(READ_ONLY + "\r\n", "SET a 2");
        assertReply(READ_ONLY + "\r\n", "DEL a");
        assertReply(
                READ_ONLY + " script: " + SAVE + ", on @user_script:9.\r\n", "EVALSHA " + SAVE + " 1 p 6 7 60000 abc");
        assertReply(":-1\r\n", "EVALSHA " + SAVE + " 1 p 4 7 60000 abc");
        assertTrue(bench.ask("ROLE").startsWith("*5\r\n$5\r\nslave\r\n$9\r\n127.0.0.1\r\n:1\r\n$"));
        assertReply("+OK\r\n", "REPLICAOF NO ONE");
        assertReply("+OK\r\n", "SET a 2");
    }
}
