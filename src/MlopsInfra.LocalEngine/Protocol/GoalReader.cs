using System.Collections.Immutable;
using MlopsInfra.LocalEngine.Deployments;
using MlopsInfra.LocalEngine.Protocol.Wire;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Protocol;

/// <summary>Reads what a program wants from its requests.</summary>
internal static class GoalReader
{
    /// <summary>Reads a registration.</summary>
    /// <exception cref="DeploymentException">Something in it can't be understood, or this engine does not do it.</exception>
    public static ResourceGoal Read(RegisterResourceRequest request, PackageRegistry packages)
    {
        if (request.Remote)
        {
            throw new DeploymentException(
                DeploymentErrorCodes.NotSupported,
                $"'{request.Name}' ({request.Type}) is a component of another language's package; this engine runs components of "
                    + "the program itself only.");
        }

        return new ResourceGoal
        {
            Type = request.Type,
            Name = request.Name,
            Custom = request.Custom,
            Parent = NullIfEmpty(request.Parent),
            Inputs = WireReader.ReadMap(request.Object),
            Provider = NullIfEmpty(request.Provider),
            Package = packages.Find(request.PackageRef, request.Type, request.Version),
            Dependencies = [.. request.Dependencies],
            PropertyDependencies = ReadDependencies(request),
            Aliases = [.. request.Aliases.Select(ReadAlias), .. request.AliasURNs.Select(urn => new ResourceAlias { Urn = urn })],
            Protect = request.Protect,
            DeleteBeforeReplace =
                request.DeleteBeforeReplaceDefined || request.DeleteBeforeReplace ? request.DeleteBeforeReplace : null,
            IgnoreChanges = ReadPaths(request.IgnoreChanges, "ignoreChanges", request.Name),
            ReplaceOnChanges = ReadPaths(request.ReplaceOnChanges, "replaceOnChanges", request.Name),
            ReplaceWith = [.. request.ReplaceWith],
            ReplacementTrigger = request.ReplacementTrigger is null ? null : WireReader.Read(request.ReplacementTrigger),
            AdditionalSecretOutputs = [.. request.AdditionalSecretOutputs],
            RetainOnDelete = request.RetainOnDelete,
            DeletedWith = NullIfEmpty(request.DeletedWith),
            ImportId = NullIfEmpty(request.ImportId),
            Timeouts = request.CustomTimeouts is { } timeouts
                ? new CustomTimeouts(CustomTimeouts.Parse(timeouts.Create), CustomTimeouts.Parse(timeouts.Update),
                    CustomTimeouts.Parse(timeouts.Delete))
                : CustomTimeouts.None,
        };
    }

    /// <summary>Reads what is to be looked up.</summary>
    public static ResourceGoal Read(ReadResourceRequest request, PackageRegistry packages) => new()
    {
        Type = request.Type,
        Name = request.Name,
        Custom = true,
        Parent = NullIfEmpty(request.Parent),
        Inputs = WireReader.ReadMap(request.Properties),
        Provider = NullIfEmpty(request.Provider),
        Package = packages.Find(request.PackageRef, request.Type, request.Version),
        Dependencies = [.. request.Dependencies],
        AdditionalSecretOutputs = [.. request.AdditionalSecretOutputs],
    };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static ImmutableDictionary<string, ImmutableArray<string>> ReadDependencies(RegisterResourceRequest request)
    {
        // Most inputs come from nowhere; an entry without URNs says nothing.
        ImmutableDictionary<string, ImmutableArray<string>>.Builder? dependencies = null;
        foreach (var (key, value) in request.PropertyDependencies)
        {
            if (value.Urns.Count == 0) continue;
            dependencies ??= ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
            dependencies[key] = [.. value.Urns];
        }

        return dependencies?.ToImmutable() ?? ImmutableDictionary<string, ImmutableArray<string>>.Empty;
    }

    private static ResourceAlias ReadAlias(Alias alias) => alias.AliasCase == Alias.AliasOneofCase.Urn
        ? new ResourceAlias { Urn = alias.Urn }
        : new ResourceAlias
        {
            Name = NullIfEmpty(alias.Spec.Name),
            Type = NullIfEmpty(alias.Spec.Type),
            Stack = NullIfEmpty(alias.Spec.Stack),
            Project = NullIfEmpty(alias.Spec.Project),
            ParentUrn =
                alias.Spec.ParentCase == Alias.Types.Spec.ParentOneofCase.ParentUrn ? NullIfEmpty(alias.Spec.ParentUrn) : null,
            // .NET sets it to false where the alias says nothing about the parent.
            NoParent = alias.Spec.ParentCase == Alias.Types.Spec.ParentOneofCase.NoParent && alias.Spec.NoParent,
        };

    private static ImmutableArray<PropertyPath> ReadPaths(IEnumerable<string> texts, string option, string name)
    {
        try
        {
            return [.. texts.Select(PropertyPath.Parse)];
        }
        catch (FormatException exception)
        {
            throw new DeploymentException(DeploymentErrorCodes.InvalidRegistration,
                $"The option {option} of '{name}' is invalid: {exception.Message}", name, exception);
        }
    }
}
