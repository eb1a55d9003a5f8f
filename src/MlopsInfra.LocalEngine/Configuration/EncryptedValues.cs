using YamlDotNet.RepresentationModel;

namespace MlopsInfra.LocalEngine.Configuration;

/// <summary>
/// Values of a stack file that are encrypted (<c>secure:</c>). A local deployment does not decrypt them and need not: nothing
/// that it reaches wants the real secret. A placeholder stands for each, and stays secret. Only where real values are compared
/// are they decrypted, if they can be.
/// </summary>
internal static class EncryptedValues
{
    /// <summary>What stands for an encrypted value.</summary>
    public const string Placeholder = "local-placeholder";

    /// <summary>Whether there is one in a value, at any depth.</summary>
    public static bool In(YamlNode node) => node switch
    {
        YamlMappingNode mapping => IsEncrypted(mapping) || mapping.Children.Values.Any(In),
        YamlSequenceNode sequence => sequence.Children.Any(In),
        _ => false,
    };

    /// <summary>The value with what stands for each encrypted one.</summary>
    /// <param name="node">The value.</param>
    /// <param name="replace">What stands for a ciphertext.</param>
    public static YamlNode Replaced(YamlNode node, Func<string, string> replace) => node switch
    {
        YamlMappingNode mapping when IsEncrypted(mapping) => new YamlScalarNode(replace($"{mapping.Children.Values.Single()}")),
        YamlMappingNode mapping =>
            new YamlMappingNode(mapping.Children.Select(entry => KeyValuePair.Create(entry.Key, Replaced(entry.Value, replace)))),
        YamlSequenceNode sequence => new YamlSequenceNode(sequence.Children.Select(item => Replaced(item, replace))),
        _ => node,
    };

    /// <summary>Whether it is one itself.</summary>
    public static bool IsEncrypted(YamlMappingNode mapping) =>
        mapping.Children.Count == 1 && mapping.Children.ContainsKey(new YamlScalarNode("secure"));
}
