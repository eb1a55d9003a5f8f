using MlopsInfra.Formats.Secrets;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.LocalEngine.Configuration;

/// <summary>Finds secrets that are not encrypted in a file of the configuration, by their keys and their form.</summary>
/// <param name="path">The file.</param>
/// <param name="stack">The stack that the configuration is of.</param>
internal sealed class PlainSecrets(string path, string stack)
{
    private readonly List<PlainSecret> _found = [];

    /// <summary>What was found, in the order of the file.</summary>
    public IReadOnlyList<PlainSecret> Found => _found;

    /// <summary>Looks at a value.</summary>
    /// <param name="key">The full key.</param>
    /// <param name="value">The value.</param>
    /// <param name="isSecret">Whether the key is known to be a secret's.</param>
    public void Look(string key, YamlNode value, bool isSecret) => LookIn(key, value, isSecret || SecretKeys.IsSecret(key));

    private void LookIn(string key, YamlNode value, bool isSecret)
    {
        switch (value)
        {
            case YamlMappingNode mapping when !EncryptedValues.IsEncrypted(mapping):
                foreach (var (name, member) in mapping.Children)
                {
                    var text = YamlText.Of(name);
                    LookIn($"{key}.{text}", member, isSecret || SecretKeys.IsSecret(text));
                }

                break;
            case YamlSequenceNode sequence:
                for (var i = 0; i < sequence.Children.Count; i++) LookIn($"{key}[{i}]", sequence.Children[i], isSecret);
                break;
            case YamlScalarNode { Value: { Length: > 0 } text } scalar
                when !YamlText.IsNull(scalar) && text is not ("true" or "false") && (isSecret || SecretTexts.IsSecret(text)):
                _found.Add(new PlainSecret(path, (int)scalar.Start.Line, (int)scalar.Start.Column, key, stack));
                break;
        }
    }
}
