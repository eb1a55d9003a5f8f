using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>The [Input] members of an args class, looked up once per type.</summary>
internal sealed class ArgsShape
{
    private static readonly ConcurrentDictionary<Type, ArgsShape> Shapes = new();

    private readonly Member[] _members;

    private ArgsShape(Type type) => _members = [.. FindMembers(type)];

    public static ArgsShape For(Type type) => Shapes.GetOrAdd(type, static key => new ArgsShape(key));

    public List<ArgsEntry> Read(object args)
    {
        var entries = new List<ArgsEntry>(_members.Length);
        foreach (var member in _members)
        {
            var value = member.Get(args);
            if (value is null && member.Input.IsRequired)
                throw new ArgumentNullException(member.Name,
                    $"[Input] {args.GetType().FullName}.{member.Name} is required but was not given a value");
            if (!HasEqual(entries, member.Input.Name, value))
                entries.Add(new ArgsEntry(member.Input.Name, value, member.Input.Json));
        }
        return entries;
    }

    /// <summary>Two members with one wire name have to agree (I31).</summary>
    private static bool HasEqual(List<ArgsEntry> entries, string key, object? value)
    {
        foreach (var entry in entries)
            if (entry.Key == key)
                return Equals(entry.Value, value) ? true : throw new ArgumentException(
                    $"An element with the same key but a different value already exists. Key: '{key}'");
        return false;
    }

    /// <summary>
    /// Public and private fields and properties, and those that the class inherits (I30). A class does not inherit the
    /// private members of its base: they are not sent, and not missed where they are required.
    /// </summary>
    private static IEnumerable<Member> FindMembers(Type type)
    {
        const BindingFlags Visible = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        foreach (var field in type.GetFields(Visible))
            if (field.GetCustomAttribute<InputAttribute>() is { } input)
                yield return new Member(field.Name, input, field.GetValue);
        foreach (var property in type.GetProperties(Visible))
            if (property.GetCustomAttribute<InputAttribute>() is { } input)
                yield return new Member(property.Name, input, property.GetValue);
    }

    private sealed record Member(string Name, InputAttribute Input, Func<object, object?> Get);
}
