using System.Runtime.InteropServices;
using System.Text;

namespace MlopsInfra.Formats.Json;

/// <summary>
/// The keys of the objects that are open while JSON is read, the innermost last. A few keys are compared with each other; only
/// an object of many gets a set.
/// </summary>
internal sealed class OpenKeys
{
    private const int Few = 48;
    private readonly List<Key> _keys = [];
    private readonly Stack<(int Begin, HashSet<string>? Many)> _objects = [];

    /// <summary>An object begins.</summary>
    public void Open() => _objects.Push((_keys.Count, null));

    /// <summary>The innermost object ends.</summary>
    public void Close()
    {
        var begin = _objects.Pop().Begin;
        CollectionsMarshal.SetCount(_keys, begin);
    }

    /// <summary>Takes a key of the innermost object; false if it is there.</summary>
    /// <param name="utf8">The whole text.</param>
    /// <param name="start">Where the key begins in it.</param>
    /// <param name="length">Its length.</param>
    /// <param name="unescaped">The key without its escapes; null if it has none.</param>
    public bool Add(ReadOnlySpan<byte> utf8, int start, int length, byte[]? unescaped)
    {
        var (begin, many) = _objects.Peek();
        var text = unescaped ?? utf8.Slice(start, length);
        if (many is not null) return many.Add(Encoding.UTF8.GetString(text));
        var hash = Hash(text);
        foreach (ref readonly var known in CollectionsMarshal.AsSpan(_keys)[begin..])
        {
            if (known.Hash == hash && known.In(utf8).SequenceEqual(text)) return false;
        }

        _keys.Add(new Key(hash, start, length, unescaped));
        if (_keys.Count - begin > Few) Widen(utf8, begin);
        return true;
    }

    private void Widen(ReadOnlySpan<byte> utf8, int begin)
    {
        var many = new HashSet<string>(StringComparer.Ordinal);
        for (var i = begin; i < _keys.Count; i++) many.Add(Encoding.UTF8.GetString(_keys[i].In(utf8)));
        CollectionsMarshal.SetCount(_keys, begin);
        _objects.Pop();
        _objects.Push((begin, many));
    }

    // Begin, end and length tell nearly all keys apart.
    private static ulong Hash(ReadOnlySpan<byte> text)
    {
        if (text.Length >= sizeof(ulong))
        {
            return MemoryMarshal.Read<ulong>(text) ^ ulong.RotateLeft(MemoryMarshal.Read<ulong>(text[^sizeof(ulong)..]), 29)
                ^ (ulong)text.Length;
        }

        var hash = 1UL;
        foreach (var letter in text) hash = (hash << 8) | letter;
        return hash;
    }

    private readonly record struct Key(ulong Hash, int Start, int Length, byte[]? Unescaped)
    {
        public ReadOnlySpan<byte> In(ReadOnlySpan<byte> utf8) => Unescaped ?? utf8.Slice(Start, Length);
    }
}
