package skein.core.schema;

/// Something that a reader should know of a property's value: which rule it breaks (`kind`,
/// `required`, `allowed`, `refers`, `form`) and a sentence. The value itself is kept and shown.
public record Flag(String property, String rule, String message) {}
