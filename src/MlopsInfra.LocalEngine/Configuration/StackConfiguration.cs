using System.Collections.Immutable;
using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.LocalEngine.Configuration;

/// <summary>The configuration of one stack: <c>Pulumi.STACK.yaml</c> on top of the defaults of <c>Pulumi.yaml</c>.</summary>
public sealed record StackConfiguration
{
    private StackConfiguration()
    {
    }

    /// <summary>The stack.</summary>
    public required string Stack { get; init; }

    /// <summary>The values by full key (<c>PROJECT:KEY</c>), nested ones as JSON text.</summary>
    public required ImmutableSortedDictionary<string, string> Values { get; init; }

    /// <summary>The keys whose values are secret.</summary>
    public required ImmutableSortedSet<string> SecretKeys { get; init; }

    /// <summary>Reads a stack's file. All mistakes in it are reported together.</summary>
    /// <param name="project">The project.</param>
    /// <param name="stack">The stack's name.</param>
    /// <exception cref="DeploymentException">There is no such stack, or its file is wrong.</exception>
    public static StackConfiguration Load(ProjectFile project, string stack)
    {
        var path = Path.Combine(project.Directory, $"Pulumi.{stack}.yaml");
        if (stack.AsSpan().IndexOfAny('/', '\\') >= 0 || !File.Exists(path)) throw UnknownStack(project, stack);
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var declaration in project.Declarations.Values)
        {
            if (declaration.Default is { } value) values[declaration.Key] = value;
        }

        var mistakes = ReadStack(project, path, values);
        mistakes.AddRange(ConfigurationCheck.Mistakes(project, path, values));
        if (mistakes.Count > 0)
        {
            throw new DeploymentException(
                DeploymentErrorCodes.InvalidConfiguration, string.Join(Environment.NewLine, mistakes.Select(mistake => mistake.Message)), path)
            { Details = [.. mistakes] };
        }

        return new StackConfiguration
        {
            Stack = stack,
            Values = values.ToImmutable(),
            SecretKeys = [.. project.Declarations.Values.Where(key => key.IsSecret && values.ContainsKey(key.Key)).Select(key => key.Key)],
        };
    }

    /// <summary>The values as a program receives them: a JSON object of strings.</summary>
    public string ToJson() => JsonSerializer.Serialize<IReadOnlyDictionary<string, string>>(Values);

    /// <summary>The secret keys as a program receives them: a JSON array.</summary>
    public string SecretKeysToJson() => JsonSerializer.Serialize<IReadOnlyCollection<string>>(SecretKeys);

    private static List<DeploymentError> ReadStack(ProjectFile project, string path, ImmutableSortedDictionary<string, string>.Builder values)
    {
        var mistakes = new List<DeploymentError>();
        if (YamlFile.ReadMapping(path).OptionalMapping("config") is not { } config) return mistakes;
        foreach (var (key, node) in config.Members)
        {
            var fullKey = key.Contains(':') ? key : $"{project.Name}:{key}";
            if (ContainsSecure(node))
            {
                mistakes.Add(new DeploymentError(
                    DeploymentErrorCodes.InvalidConfiguration,
                    $"{path}({node.Start.Line},{node.Start.Column}): {fullKey} is encrypted (`secure:`) for another secrets provider, which a local deployment can't decrypt. " +
                    "Use a stack file of its own for local deployments, with a plain value that is no real secret.") { Target = fullKey });
                continue;
            }

            values[fullKey] = YamlText.Of(node);
        }

        return mistakes;
    }

    private static bool ContainsSecure(YamlNode node) => node switch
    {
        YamlMappingNode mapping => (mapping.Children.Count == 1 && mapping.Children.ContainsKey(new YamlScalarNode("secure")))
            || mapping.Children.Values.Any(ContainsSecure),
        YamlSequenceNode sequence => sequence.Children.Any(ContainsSecure),
        _ => false,
    };

    private static DeploymentException UnknownStack(ProjectFile project, string stack)
    {
        var stacks = project.Stacks;
        var there = stacks.IsEmpty ? "there is none yet" : $"there are {string.Join(", ", stacks)}";
        return new DeploymentException(
            DeploymentErrorCodes.UnknownStack, $"There is no stack '{stack}' in {project.Directory} (no file Pulumi.{stack}.yaml); {there}.", stack);
    }
}
