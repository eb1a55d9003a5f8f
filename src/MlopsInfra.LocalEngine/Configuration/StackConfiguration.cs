using System.Collections.Immutable;
using System.Text.Json;

namespace MlopsInfra.LocalEngine.Configuration;

/// <summary>The configuration of one stack: <c>Pulumi.STACK.yaml</c> on top of the defaults of <c>Pulumi.yaml</c>.</summary>
public sealed record StackConfiguration
{
    private StackConfiguration()
    {
    }

    /// <summary>Name of the stack.</summary>
    public required string Stack { get; init; }

    /// <summary>The values by full key (<c>PROJECT:KEY</c>), nested ones as JSON text.</summary>
    public required ImmutableSortedDictionary<string, string> Values { get; init; }

    /// <summary>The keys whose values are secret.</summary>
    public required ImmutableSortedSet<string> SecretKeys { get; init; }

    /// <summary>Whether a placeholder stands for an encrypted value.</summary>
    public bool HasPlaceholders { get; private init; }

    /// <summary>Reads a stack's file. All mistakes in it are reported together.</summary>
    /// <param name="project">The project.</param>
    /// <param name="stack">The stack's name.</param>
    /// <param name="decrypt">Whether encrypted values are wanted: those that the passphrase in the environment is the key of are
    /// decrypted.</param>
    /// <exception cref="DeploymentException">There is no such stack, or its file is wrong.</exception>
    public static StackConfiguration Load(ProjectFile project, string stack, bool decrypt = false)
    {
        var path = Path.Combine(project.Directory, $"Pulumi.{stack}.yaml");
        if (stack.AsSpan().IndexOfAny('/', '\\') >= 0 || !File.Exists(path)) throw UnknownStack(project, stack);
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var declaration in project.Declarations.Values)
        {
            if (declaration.Default is { } value) values[declaration.Key] = value;
        }

        var encrypted = new HashSet<string>(StringComparer.Ordinal);
        var hasPlaceholders = ReadStack(project, path, values, encrypted, decrypt);
        IReadOnlyList<DeploymentError> mistakes = [.. ConfigurationCheck.Mistakes(project, path, values)];
        if (mistakes.Count > 0)
        {
            throw new DeploymentException(
                DeploymentErrorCodes.InvalidConfiguration,
                string.Join(Environment.NewLine, mistakes.Select(mistake => mistake.Message)), path)
            { Details = [.. mistakes] };
        }

        return new StackConfiguration
        {
            Stack = stack,
            HasPlaceholders = hasPlaceholders,
            Values = values.ToImmutable(),
            SecretKeys = [.. project.Declarations.Values.Where(key => key.IsSecret && values.ContainsKey(key.Key))
                .Select(key => key.Key), .. encrypted],
        };
    }

    /// <summary>The values as a program receives them: a JSON object of strings.</summary>
    public string ToJson() => JsonSerializer.Serialize<IReadOnlyDictionary<string, string>>(Values);

    /// <summary>The secret keys as a program receives them: a JSON array.</summary>
    public string SecretKeysToJson() => JsonSerializer.Serialize<IReadOnlyCollection<string>>(SecretKeys);

    /// <summary>Reads the file; says whether a placeholder stands for something.</summary>
    private static bool ReadStack(
        ProjectFile project, string path, ImmutableSortedDictionary<string, string>.Builder values, HashSet<string> encrypted,
        bool decrypt)
    {
        var file = YamlMapping.Read(path);
        if (file.OptionalMapping("config") is not { } config) return false;
        var secrets = new StackFileSecrets(decrypt ? file.OptionalText("encryptionsalt") : null);
        foreach (var (key, node) in config.Members)
        {
            var fullKey = key.Contains(':') ? key : $"{project.Name}:{key}";
            if (EncryptedValues.In(node)) encrypted.Add(fullKey);
            values[fullKey] = YamlText.Of(EncryptedValues.Replaced(node, secrets.Decrypt));
        }

        return secrets.HasUnreadable;
    }

    private static DeploymentException UnknownStack(ProjectFile project, string stack)
    {
        var stacks = project.Stacks;
        var there = stacks.IsEmpty ? "there is none yet" : $"there are {string.Join(", ", stacks)}";
        return new DeploymentException(
            DeploymentErrorCodes.UnknownStack,
            $"There is no stack '{stack}' in {project.Directory} (no file Pulumi.{stack}.yaml); {there}.", stack);
    }
}
