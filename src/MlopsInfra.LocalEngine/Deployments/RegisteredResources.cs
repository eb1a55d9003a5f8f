using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>The resources of this run by URN, and which of the old ones each of them continues.</summary>
internal sealed class RegisteredResources
{
    private readonly ConcurrentDictionary<string, RegisteredResource> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ResourceRecord> _unclaimed = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly AliasResolver _aliases;

    /// <summary>Begins with the old resources.</summary>
    public RegisteredResources(string stack, string project, LoadedState old)
    {
        _aliases = new AliasResolver(stack, project, Find);
        foreach (var record in old.Resources)
        {
            if (!record.Delete) _unclaimed[record.Urn] = record;
        }
    }

    /// <summary>The old resources that nothing in this run continues.</summary>
    public IReadOnlyList<ResourceRecord> Unclaimed
    {
        get
        {
            lock (_lock) return [.. _unclaimed.Values];
        }
    }

    /// <summary>Adds a resource.</summary>
    /// <exception cref="DeploymentException">The program has registered this URN before.</exception>
    public RegisteredResource Add(string urn, ResourceGoal goal)
    {
        var resource = new RegisteredResource(urn, goal);
        if (_resources.TryAdd(urn, resource)) return resource;
        throw new DeploymentException(
            DeploymentErrorCodes.InvalidRegistration,
            $"The program registers two resources with the type '{goal.Type}', the name '{goal.Name}' and the same parent. Give "
                + "one of them another name.", urn);
    }

    /// <summary>The resource of this run; null if there is none.</summary>
    public RegisteredResource? Find(string urn) => _resources.GetValueOrDefault(urn);

    /// <summary>Takes the old resource that this one continues: the one with its URN, or with one of its former URNs.</summary>
    public bool TryClaim(RegisteredResource resource, [MaybeNullWhen(false)] out ResourceRecord old)
    {
        lock (_lock)
        {
            if (_unclaimed.Count == 0)
            {
                old = null;
                return false;
            }

            if (_unclaimed.Remove(resource.Urn, out old)) return true;
            foreach (var former in _aliases.FormerUrns(resource))
            {
                if (_unclaimed.Remove(former, out old)) return true;
            }

            return false;
        }
    }

    /// <summary>Takes an old resource away that is deleted to make room; false if this run continues it already.</summary>
    public bool TryTake(string urn, [MaybeNullWhen(false)] out ResourceRecord old)
    {
        lock (_lock) return _unclaimed.Remove(urn, out old);
    }
}
