namespace MlopsInfra.Formats.Yaml;

/// <summary>What a reader of YAML takes, and what it makes of it: files are read as those they are meant for read them.</summary>
public sealed record YamlRules
{
    private YamlRules()
    {
    }

    /// <summary>
    /// PyYAML's, with which the Azure ML client and the steps of pipelines read: of keys that are there twice the last one
    /// counts, with a warning; tabs are no space; a tag that is not known is a mistake.
    /// </summary>
    public static YamlRules PyYaml { get; } = new();

    /// <summary>PyYAML's, and no values that can't be sent to Azure: dates without quotes, infinity.</summary>
    public static YamlRules AzureMachineLearning { get; } = new() { RefusesUnsendable = true };

    /// <summary>
    /// Those of Go's yaml.v3, with which Pulumi reads its files: a key that is there twice is a mistake, an anchor may be there
    /// twice, tabs are space, tags that are not known say nothing, and only the first document counts.
    /// </summary>
    public static YamlRules Pulumi { get; } = new() { IsGo = true };

    /// <summary>Whether it reads as Go's yaml.v3, and not as PyYAML.</summary>
    internal bool IsGo { get; private init; }

    /// <summary>Whether values are refused that can't be sent to Azure.</summary>
    internal bool RefusesUnsendable { get; private init; }
}
