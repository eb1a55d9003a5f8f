using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Makes collections and unions of element types that are only known at run time; one delegate per type.</summary>
internal static class CollectionFactory
{
    public delegate object MakeList(object?[] elements);

    public delegate object MakeMap(KeyValuePair<string, object?>[] members);

    public delegate object MakeUnion(bool isT1, object? value);

    public static MakeList List(Type element) => Create<MakeList>(nameof(CreateList), element);

    public static MakeMap Map(Type element) => Create<MakeMap>(nameof(CreateMap), element);

    public static MakeUnion Union(Type first, Type second) => Create<MakeUnion>(nameof(CreateUnion), first, second);

    private static T Create<T>(string method, params Type[] arguments)
        where T : Delegate =>
        typeof(CollectionFactory).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(arguments).CreateDelegate<T>();

    // The delegates give objects: callers know the element types at run time only.
#pragma warning disable CA1859
    private static object CreateList<T>(object?[] elements)
    {
        var list = ImmutableArray.CreateBuilder<T>(elements.Length);
        foreach (var element in elements)
            list.Add((T)element!);
        return list.MoveToImmutable();
    }

    private static object CreateMap<T>(KeyValuePair<string, object?>[] members)
    {
        var map = ImmutableDictionary.CreateBuilder<string, T>();
        foreach (var (key, value) in members)
            map[key] = (T)value!;
        return map.ToImmutable();
    }

    private static object CreateUnion<T0, T1>(bool isT1, object? value) =>
        isT1 ? Union<T0, T1>.FromT1((T1)value!) : Union<T0, T1>.FromT0((T0)value!);
#pragma warning restore CA1859
}
