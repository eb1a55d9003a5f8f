namespace MlopsInfra.Torture.Fuzzing.Mutations;

/// <summary>What an input looks like, which says how it is changed.</summary>
internal enum InputForm
{
    /// <summary>A language of its own: expressions, filters, queries.</summary>
    Text,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>JSON, one value a line.</summary>
    JsonLines,

    /// <summary>YAML, and other files whose lines and indentation say what is below what.</summary>
    Yaml,
}
