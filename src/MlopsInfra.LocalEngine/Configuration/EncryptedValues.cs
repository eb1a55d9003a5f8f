using YamlDotNet.RepresentationModel;

namespace MlopsInfra.LocalEngine.Configuration;

/// <summary>
/// Values of a stack file that another secrets provider has encrypted (<c>secure:</c>). They can't be decrypted here and need not be: nothing
/// that a local deployment reaches wants the real secret. A placeholder stands for each, and stays secret.
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

    /// <summary>The value with placeholders.</summary>
    public static YamlNode Replaced(YamlNode node) => node switch
    {
        YamlMappingNode mapping when IsEncrypted(mapping) => new YamlScalarNode(Placeholder),
        YamlMappingNode mapping => new YamlMappingNode(mapping.Children.Select(entry => KeyValuePair.Create(entry.Key, Replaced(entry.Value)))),
        YamlSequenceNode sequence => new YamlSequenceNode(sequence.Children.Select(Replaced)),
        _ => node,
    };

    private static bool IsEncrypted(YamlMappingNode mapping) => mapping.Children.Count == 1 && mapping.Children.ContainsKey(new YamlScalarNode("secure"));
}
