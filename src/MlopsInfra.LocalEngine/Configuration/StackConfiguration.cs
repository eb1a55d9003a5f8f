using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace MlopsInfra.LocalEngine.Configuration;

/// <summary>The configuration of one stack: <c>Pulumi.STACK.yaml</c> on top of the defaults of <c>Pulumi.yaml</c>.</summary>
public sealed record StackConfiguration
{
    private const int MaxKilobytes = 128;

    private StackConfiguration()
    {
    }

    /// <summary>Name of the stack.</summary>
    public required string Stack { get; init; }

    /// <summary>The values by full key (<c>PROJECT:KEY</c>), nested ones as JSON text.</summary>
    public required ImmutableSortedDictionary<string, string> Values { get; init; }

    /// <summary>The keys whose values are secret.</summary>
    public required ImmutableSortedSet<string> SecretKeys { get; init; }

    /// <summary>Secrets that stand in the files in plain text.</summary>
    public ImmutableArray<PlainSecret> PlainSecrets { get; private init; } = [];

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

        var file = StackFile.Read(project, path, stack, decrypt);
        foreach (var (key, value) in file.Values) values[key] = value;
        IReadOnlyList<DeploymentError> mistakes = [.. ConfigurationCheck.Mistakes(project, path, values, file.EncryptedKeys)];
        if (mistakes.Count > 0)
        {
            throw new DeploymentException(
                DeploymentErrorCodes.InvalidConfiguration,
                string.Join(Environment.NewLine, mistakes.Select(mistake => mistake.Message)), path)
            { Details = [.. mistakes] };
        }

        var configuration = new StackConfiguration
        {
            Stack = stack,
            HasPlaceholders = file.HasPlaceholders,
            PlainSecrets = [.. project.PlainSecrets.Select(secret => secret with { Stack = stack }), .. file.PlainSecrets],
            Values = values.ToImmutable(),
            SecretKeys = [.. project.Declarations.Values.Where(key => key.IsSecret && values.ContainsKey(key.Key))
                .Select(key => key.Key), .. file.EncryptedKeys],
        };
        return configuration.RefuseTooLarge(path);
    }

    /// <summary>The values as a program receives them: a JSON object of strings.</summary>
    public string ToJson() => JsonSerializer.Serialize<IReadOnlyDictionary<string, string>>(Values);

    /// <summary>The secret keys as a program receives them: a JSON array.</summary>
    public string SecretKeysToJson() => JsonSerializer.Serialize<IReadOnlyCollection<string>>(SecretKeys);

    // Linux passes no variable of the environment that is longer, and the configuration is one.
    private StackConfiguration RefuseTooLarge(string path)
    {
        var bytes = Encoding.UTF8.GetByteCount(ToJson());
        if (bytes <= MaxKilobytes * 1000) return this;
        var largest = Values.MaxBy(value => value.Value.Length);
        throw new DeploymentException(DeploymentErrorCodes.InvalidConfiguration,
            $"{path}: the configuration has {bytes / 1000} KB, as a program is given it, and the system passes {MaxKilobytes} "
                + $"KB. The largest value is that of {largest.Key} ({largest.Value.Length / 1000} KB): what is large belongs "
                + "into a file that the program reads.", path);
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
