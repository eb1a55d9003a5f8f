using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Providers;

/// <summary>What outputs can be told before an operation without knowing the type.</summary>
internal static class PreviewOutputs
{
    /// <summary>
    /// The inputs for a create. For an update the old outputs; of a changed input the new value, unless the cloud had added
    /// something inside the old one: then it is unknown, that is left out.
    /// </summary>
    public static PropertyMap Guess(PreviewRequest request)
    {
        var newInputs = ReservedKeys.Remove(request.NewInputs);
        if (request.OldInputs is not { } oldInputs || request.OldOutputs is not { } oldOutputs) return newInputs;
        oldInputs = ReservedKeys.Remove(oldInputs);
        var outputs = new Dictionary<string, PropertyValue>(StringComparer.Ordinal);
        foreach (var (key, value) in oldOutputs)
        {
            // What the program no longer says is what the cloud decides from now on.
            var isDropped = oldInputs.ContainsKey(key) && !newInputs.ContainsKey(key);
            if (!isDropped) outputs[key] = value;
        }

        foreach (var (key, value) in newInputs)
        {
            oldInputs.TryGetValue(key, out var before);
            if (value.Equals(before) && outputs.ContainsKey(key)) continue;
            var wasEchoed = before is null || !oldOutputs.TryGetValue(key, out var echo)
                || echo.WithoutSecretMark.Equals(before.WithoutSecretMark);
            if (wasEchoed) outputs[key] = value;
            else outputs.Remove(key);
        }

        return new PropertyMap(outputs);
    }
}
