namespace SdkGenerator.Schema;

/// <summary>One value of an enum.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Value">The string on the wire.</param>
internal sealed record EnumValueSpec(string Name, string Value);
