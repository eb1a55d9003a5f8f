namespace MlopsInfra.LocalCloud.Store;

/// <summary>The store of the local cloud can't be used: damaged, locked, or its folder can't be written.</summary>
public sealed class StoreException : Exception
{
    /// <summary>The code of a store that another process has.</summary>
    public const string Locked = "StoreLocked";

    /// <summary>Says why.</summary>
    /// <param name="code"><c>StoreDamaged</c>, <c>StoreLocked</c>, <c>StoreNotReadable</c> or <c>StoreNotWritable</c>.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="innerException">What it came from.</param>
    public StoreException(string code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>What kind of trouble it is.</summary>
    public string Code { get; }
}
