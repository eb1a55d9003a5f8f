namespace SdkGenerator.Schema;

/// <summary>A schema, a token list or a path given by the user is wrong; the message says what, where and what to do.</summary>
internal sealed class SchemaException : Exception
{
    public SchemaException(string message)
        : base(message)
    {
    }

    public SchemaException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
