namespace MlopsInfra.Lifecycle;

/// <summary>Who started something, from which source: as a CI system knows it, or a checkout of the repository.</summary>
public sealed record RunMetadata
{
    /// <summary>Nothing is known.</summary>
    public static RunMetadata Unknown { get; } = new();

    /// <summary>The commit, as in <c>93a380f…</c>, with <c>-dirty</c> behind it where files differ from it; null if not
    /// known.</summary>
    public string? Commit { get; init; }

    /// <summary>The branch; null if not known.</summary>
    public string? Branch { get; init; }

    /// <summary>Address of the repository, without credentials; null if not known.</summary>
    public string? Repository { get; init; }

    /// <summary>Who started it; null if not known.</summary>
    public string? Actor { get; init; }

    /// <summary>Address of the CI system's run; null outside of one.</summary>
    public string? Run { get; init; }

    /// <summary>What is known, as tags.</summary>
    public IReadOnlyDictionary<string, string> ToTags()
    {
        (string Name, string? Value)[] all =
        [
            (LifecycleTags.Commit, Commit), (LifecycleTags.Branch, Branch), (LifecycleTags.Repository, Repository),
            (LifecycleTags.Actor, Actor), (LifecycleTags.Run, Run),
        ];
        return all.Where(tag => !string.IsNullOrEmpty(tag.Value))
            .ToDictionary(tag => tag.Name, tag => tag.Value!, StringComparer.Ordinal);
    }
}
