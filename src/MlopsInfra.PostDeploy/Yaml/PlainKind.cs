namespace MlopsInfra.PostDeploy.Yaml;

/// <summary>What a scalar without quotes is in YAML 1.1.</summary>
internal enum PlainKind
{
    Text,
    Null,
    Boolean,
    Integer,
    Float,
    Timestamp,

    /// <summary><c>&lt;&lt;</c>, a key under which the entries of other mappings are taken over.</summary>
    Merge,

    /// <summary>What YAML 1.1 names and makes no value of: <c>=</c>, and a number without digits such as <c>0x_</c>.</summary>
    Invalid,
}
