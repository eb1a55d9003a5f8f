namespace Pulumi.Serialization;

/// <summary>A member of an args class: its wire name, its value, and whether it travels as JSON text.</summary>
internal readonly record struct ArgsEntry(string Key, object? Value, bool IsJson);
