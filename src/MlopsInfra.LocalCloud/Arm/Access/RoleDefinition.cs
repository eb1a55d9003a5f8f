using System.Collections.Immutable;

namespace MlopsInfra.LocalCloud.Arm.Access;

/// <summary>A role: what it allows.</summary>
/// <param name="Id">Its GUID.</param>
/// <param name="Name">Its name.</param>
/// <param name="Actions">Actions of the control plane, with wildcards.</param>
/// <param name="NotActions">What of them it does not allow.</param>
/// <param name="DataActions">Actions of the data plane.</param>
/// <param name="NotDataActions">What of them it does not allow.</param>
internal sealed record RoleDefinition(
    string Id,
    string Name,
    ImmutableArray<string> Actions,
    ImmutableArray<string> NotActions,
    ImmutableArray<string> DataActions,
    ImmutableArray<string> NotDataActions)
{
    /// <summary>What it is for, in a sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether it allows an action.</summary>
    public bool Allows(string action, bool isDataAction) => isDataAction
        ? Matches(DataActions, action) && !Matches(NotDataActions, action)
        : Matches(Actions, action) && !Matches(NotActions, action);

    private static bool Matches(ImmutableArray<string> patterns, string action) =>
        patterns.Any(pattern => Matches(pattern, action));

    /// <summary>A star stands for any text, slashes included.</summary>
    internal static bool Matches(string pattern, string action)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1) return pattern.Equals(action, StringComparison.OrdinalIgnoreCase);
        if (!action.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase)
            || !action.EndsWith(parts[^1], StringComparison.OrdinalIgnoreCase)) return false;
        if (action.Length < parts[0].Length + parts[^1].Length) return false;
        var at = parts[0].Length;
        var end = action.Length - parts[^1].Length;
        foreach (var part in parts[1..^1])
        {
            var found = action.IndexOf(part, at, end - at, StringComparison.OrdinalIgnoreCase);
            if (found < 0) return false;
            at = found + part.Length;
        }

        return true;
    }
}
