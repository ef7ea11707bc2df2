package io.darkages.server.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the current thread has allocated and used so far, as the virtual machine counts it. */
final class AllocatedBytes {

    private final ThreadMXBean threads;

    AllocatedBytes() {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean)
                || !bean.isThreadAllocatedMemorySupported()) {
            throw new IllegalStateException("this virtual machine does not count what threads allocate");
        }
        bean.setThreadAllocatedMemoryEnabled(true);
        threads = bean;
    }

    /** Bytes that the current thread has allocated so far. Allocates nothing itself. */
    long now() {
        return threads.getCurrentThreadAllocatedBytes();
    }
}
