/**
 * 链图：县域产业链图、缺口与招商目标。从 {@link cn.liantu.Liantu#open} 开始。
 *
 * <p>Industry chain maps, gaps and targets of a county: libliantu for Java. Begin with
 * {@link cn.liantu.Liantu#open}.
 */
package cn.liantu;
