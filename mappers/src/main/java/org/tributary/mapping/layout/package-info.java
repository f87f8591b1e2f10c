/**
 * Tables of any source, mapped by a layout: a YAML file that says which column goes to which element, so that a new
 * source needs no Java. See docs/layouts.md for the language.
 */
@NullMarked
package org.tributary.mapping.layout;

import org.jspecify.annotations.NullMarked;
