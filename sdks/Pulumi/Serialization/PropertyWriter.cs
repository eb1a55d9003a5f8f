using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>Writes one top-level property; what goes wrong in it is told with its key (I27, I29).</summary>
internal static class PropertyWriter
{
    public static async ValueTask<Value> WriteAsync(ValueWriter writer, ArgsEntry entry)
    {
        try
        {
            return await writer.WriteEntryAsync(entry, entry.Key);
        }
        catch (Exception exception) when (exception is not EndlessRunException)
        {
            throw new InvalidOperationException($"error serializing property \"{entry.Key}\": {exception.Message}", exception);
        }
    }
}
