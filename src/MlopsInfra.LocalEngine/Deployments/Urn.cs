using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>Makes and takes apart URNs: <c>urn:pulumi:STACK::PROJECT::PARENT_TYPES$TYPE::NAME</c>.</summary>
internal static class Urn
{
    private const string Prefix = "urn:pulumi:";

    /// <summary>A resource's URN. The stack's type is left out of the types of the ancestors.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="project">The project.</param>
    /// <param name="parent">The parent's URN; null or empty for none.</param>
    /// <param name="type">The type token.</param>
    /// <param name="name">The name.</param>
    public static string Create(string stack, string project, string? parent, string type, string name)
    {
        var ancestors = string.IsNullOrEmpty(parent) ? "" : TypesOf(parent);
        return ancestors.Length == 0 || ancestors == StackResource.Type
            ? $"{Prefix}{stack}::{project}::{type}::{name}"
            : $"{Prefix}{stack}::{project}::{ancestors}${type}::{name}";
    }

    /// <summary>The types of the ancestors and the own one, joined with <c>$</c>.</summary>
    public static string TypesOf(string urn)
    {
        var start = StartOfTypes(urn);
        return urn[start..EndOfTypes(urn, start)];
    }

    /// <summary>The resource's name.</summary>
    public static string NameOf(string urn)
    {
        var start = StartOfTypes(urn);
        var end = EndOfTypes(urn, start);
        return end + 2 <= urn.Length ? urn[(end + 2)..] : "";
    }

    /// <summary>The part of a type token before the first colon.</summary>
    public static string PackageOf(string type)
    {
        var end = type.IndexOf(':');
        return end < 0 ? type : type[..end];
    }

    private static int StartOfTypes(string urn)
    {
        var stack = urn.IndexOf("::", StringComparison.Ordinal);
        var project = stack < 0 ? -1 : urn.IndexOf("::", stack + 2, StringComparison.Ordinal);
        return project < 0 ? urn.Length : project + 2;
    }

    private static int EndOfTypes(string urn, int start)
    {
        // A type token has single colons only; a name may have any.
        var end = start >= urn.Length ? -1 : urn.IndexOf("::", start, StringComparison.Ordinal);
        return end < 0 ? urn.Length : end;
    }
}
