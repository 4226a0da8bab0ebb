/// JSON values, strict reading, canonical writing.
///
/// Must never: read a clock, touch a file, draw a random number.
package skein.core.value;
