using System.Collections;
using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.Torture.Fuzzing.Readers;

/// <summary>A workspace that has the latest version of everything.</summary>
internal sealed class AnyVersion : IReadOnlyDictionary<RemoteAsset, string>
{
    private const string Version = "1";

    public IEnumerable<RemoteAsset> Keys => [];

    public IEnumerable<string> Values => [];

    public int Count => 0;

    public string this[RemoteAsset key] => Version;

    public bool ContainsKey(RemoteAsset key) => true;

    public bool TryGetValue(RemoteAsset key, out string value)
    {
        value = Version;
        return true;
    }

    public IEnumerator<KeyValuePair<RemoteAsset, string>> GetEnumerator() => Enumerable.Empty<KeyValuePair<RemoteAsset,
        string>>().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
