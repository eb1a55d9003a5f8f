namespace MlopsInfra.Formats.Yaml;

/// <summary>What a scalar without quotes is in YAML 1.1.</summary>
public enum PlainKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>No value.</summary>
    Null,

    /// <summary>True or false, in any of their words.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction.</summary>
    Float,

    /// <summary>A date, or a time of one.</summary>
    Timestamp,

    /// <summary><c>&lt;&lt;</c>, a key under which the entries of other mappings are taken over.</summary>
    Merge,

    /// <summary>What YAML 1.1 names and makes no value of: <c>=</c>, and a number without digits such as <c>0x_</c>.</summary>
    Invalid,
}
