/**
 * Entities of other zones near the border, as copies that decide nothing: which ones a zone tells its neighbours and how
 * often, and what it has been told. Who owns an entity is the register's to say; here an owner epoch only ever refuses
 * what is older.
 */
package io.darkages.engine.ghost;
