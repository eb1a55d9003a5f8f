namespace MlopsInfra.LocalEngine.Configuration;

/// <summary>What <c>Pulumi.STACK.yaml</c> says, without the defaults of <c>Pulumi.yaml</c>.</summary>
internal sealed class StackFile
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<string> _encryptedKeys = [];

    private StackFile()
    {
    }

    /// <summary>The values by full key, nested ones as JSON text.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>The keys that have something encrypted.</summary>
    public IReadOnlyList<string> EncryptedKeys => _encryptedKeys;

    /// <summary>Secrets that are not encrypted.</summary>
    public IReadOnlyList<PlainSecret> PlainSecrets { get; private set; } = [];

    /// <summary>Whether a placeholder stands for an encrypted value.</summary>
    public bool HasPlaceholders { get; private set; }

    /// <summary>Reads it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="path">The file.</param>
    /// <param name="stack">The stack's name.</param>
    /// <param name="decrypt">Whether encrypted values are decrypted, as far as the passphrase is their key.</param>
    /// <exception cref="DeploymentException">It is wrong.</exception>
    public static StackFile Read(ProjectFile project, string path, string stack, bool decrypt)
    {
        var result = new StackFile();
        var file = YamlMapping.Read(path);
        if (file.OptionalMapping("config") is not { } config) return result;
        var secrets = new StackFileSecrets(decrypt ? file.OptionalText("encryptionsalt") : null);
        var plain = new PlainSecrets(path, stack);
        foreach (var (key, node) in config.Members)
        {
            var fullKey = project.FullKey(key);
            if (EncryptedValues.In(node)) result._encryptedKeys.Add(fullKey);
            plain.Look(fullKey, node, project.Declarations.GetValueOrDefault(fullKey) is { IsSecret: true });
            if (!result._values.TryAdd(fullKey, config.TextOf(EncryptedValues.Replaced(node, secrets.Decrypt))))
                throw config.Error(node, $"{fullKey} is there twice, with and without its namespace: leave one of the two out.");
        }

        result.PlainSecrets = plain.Found;
        result.HasPlaceholders = secrets.HasUnreadable;
        return result;
    }
}
