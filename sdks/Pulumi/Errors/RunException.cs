namespace Pulumi;

/// <summary>An error that is reported by its message alone (R2).</summary>
public class RunException : Exception
{
    public RunException(string message)
        : base(message)
    {
    }

    public RunException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public static RunException OutputsHaveIncorrectType(IEnumerable<string> outputAttributeNames) => new(
        $"Output(s) {Quote(outputAttributeNames)} have incorrect type. [Output] attributed properties must be instances of "
            + "Output<T>.");

    internal static RunException OutputsHaveNoValue(IEnumerable<string> outputAttributeNames) => new(
        $"Output(s) {Quote(outputAttributeNames)} have no value assigned. "
        + "[Output] attributed properties must be assigned inside Stack constructor.");

    private static string Quote(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
