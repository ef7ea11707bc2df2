package io.darkages.sim.store;

import io.darkages.engine.port.RowCursor;
import java.util.function.Consumer;

/** Rows as judges see them: of one node, or of a whole cluster. To be looked at between windows only. */
public interface StoredRows {

    /** Keys of that table. */
    int rowCount(int table);

    /**
     * Shows the row that stands for each key of a table, in the order in which they were written, node by node.
     *
     * @param reader handed a cursor at the row, which is gone when the call returns
     */
    void scan(int table, Consumer<RowCursor> reader);
}
