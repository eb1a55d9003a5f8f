using System.Xml;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>Durations as Azure's APIs write them, in ISO 8601: <c>PT5M</c>.</summary>
internal static class IsoDurations
{
    /// <summary>The duration that a text says; null if it says none.</summary>
    /// <param name="text">The text.</param>
    public static TimeSpan? Parse(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return null;
        }
    }
}
