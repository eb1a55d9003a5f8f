using System.Collections.Immutable;

namespace SdkGenerator.Schema;

/// <summary>
/// The public type names of a whole package by namespace, of which a schema is often only a part. In the file a namespace
/// stands at the beginning of a line, its types are indented; <c>#</c> begins a comment.
/// </summary>
internal sealed class TypeNameList
{
    private readonly Dictionary<string, (string Namespace, ImmutableSortedSet<string> Types)> _namespaces;

    private TypeNameList(IEnumerable<(string Namespace, ImmutableSortedSet<string> Types)> namespaces) =>
        _namespaces = namespaces.ToDictionary(entry => entry.Namespace, StringComparer.OrdinalIgnoreCase);

    /// <summary>No names.</summary>
    public static TypeNameList Empty { get; } = new([]);

    /// <summary>
    /// The types of a namespace; none if the list lacks it. Capitals in the namespace do not count: such lists are made without
    /// knowing how a package writes the modules that a schema leaves out (<c>Datafactory</c> for <c>DataFactory</c>).
    /// </summary>
    public ImmutableSortedSet<string> Of(string namespaceName) =>
        _namespaces.TryGetValue(namespaceName, out var found) ? found.Types : [];

    /// <summary>Reads a list.</summary>
    /// <exception cref="SchemaException">There is no such file, or it is no list of names.</exception>
    public static TypeNameList Read(string path)
    {
        var namespaces = new List<(string Namespace, ImmutableSortedSet<string>.Builder Types)>();
        foreach (var (number, line) in SchemaFile.ReadLines(path).Index())
        {
            var name = line.Split('#')[0].Trim();
            if (name.Length == 0)
                continue;
            if (!char.IsWhiteSpace(line[0]))
                namespaces.Add((name, ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal)));
            else if (namespaces.Count == 0)
                throw new SchemaException($"{path}({number + 1}): the type '{name}' has no namespace above it.");
            else
                namespaces[^1].Types.Add(name);
        }

        var byName = namespaces.GroupBy(entry => entry.Namespace, StringComparer.OrdinalIgnoreCase);
        if (byName.FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new SchemaException($"{path}: the namespace '{twice.Key}' is there twice.");
        return namespaces.Count > 0
            ? new TypeNameList(namespaces.Select(entry => (entry.Namespace, entry.Types.ToImmutable())))
            : throw new SchemaException($"{path}: no names; give a list of namespaces, each with its types indented below it.");
    }
}
